"""What Pressmark talks about: articles, findings, the reader's annotations, errors. Standard library only."""
