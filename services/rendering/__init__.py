"""What exporters share: texts of cells, charts as vectors, fonts, line breaks between pages."""
