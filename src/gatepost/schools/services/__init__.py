"""What can be done to schools, people, posts and permissions: one verb a function, the only writers."""
