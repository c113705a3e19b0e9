"""What the service knows about ${{ values.resourcePlural }}, apart from HTTP and storage."""
