"""What can be done with messages and conversations: one public function a file."""
