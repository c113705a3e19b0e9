package com.example.${{ values.packageName }}.api;

/** The cursor is not one that this service gave. */
final class InvalidCursorException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
