"""What is asked: a question that leans on earlier ones made whole, and its parts as a reader can change them."""
