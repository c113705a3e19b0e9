package dev.agenticframework.httpapi.wire;

import java.util.List;

@Described("The tokens of service accounts that have not expired.")
public record TokenList(List<TokenRecord> items) {}
