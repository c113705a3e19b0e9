package com.example.${{ values.packageName }}.api;

/** The cursor is not valid. */
final class InvalidCursorException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
