"""What each chapter shows: its tables, captions and sentences, made of the package's tables for the notebook to show."""
