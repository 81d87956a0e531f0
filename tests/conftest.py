"""Standing here, this file lets every test import `cases`, the reader of case files beside it."""
