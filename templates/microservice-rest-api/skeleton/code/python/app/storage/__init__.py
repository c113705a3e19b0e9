"""The storage of ${{ values.resourcePlural }}."""
