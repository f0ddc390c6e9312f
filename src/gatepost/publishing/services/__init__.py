"""What can be done with a post, a file for each part of its life. The only writers of posts."""
