"""Where ${{ values.resourcePlural }} are kept."""
