"""The domain: ${{ values.resourcePlural }} and their operations, without HTTP and storage."""
