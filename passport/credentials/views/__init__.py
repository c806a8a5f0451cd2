"""What holders see and do, and what is downloaded by those they let."""
