package com.example.${{ values.packageName }}.domain;

/** There is no ${{ values.resource }} with the id that was asked for. */
public final class ${{ values.resource | capitalize }}NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ${{ values.resource | capitalize }}NotFoundException() {
        super("${{ values.resource }} not found");
    }
}
