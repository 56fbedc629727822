"""The kinds of files that are made for an answer and handed out as attachments."""

from outsourcing.files.attachment import download

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON_TYPE = "application/json"

__all__ = ["JSON_TYPE", "XLSX_TYPE", "download"]
