"""What the policy says of a post: what it holds, whom it shows, who may send it, and the verdict on each account."""
