package com.example.${{ values.packageName }}.domain;

/** No ${{ values.resource }} has the requested id. */
public final class ${{ values.resource | capitalize }}NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ${{ values.resource | capitalize }}NotFoundException() {
        super("${{ values.resource }} not found");
    }
}
