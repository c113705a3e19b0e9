package dev.agenticframework.httpapi.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes a wire record or one of its components in addition to its name and type. [Json] enforces `min` and `max`
/// when it reads a body. `pattern` and `oneOf` are only described: the code that knows their meaning reports a
/// violation with a specific error code.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Described {

    /// A sentence for people.
    String value() default "";

    /// The least length of a text in characters, or the least value of a number.
    int min() default Integer.MIN_VALUE;

    /// The greatest length of a text in characters, or the greatest value of a number.
    int max() default Integer.MAX_VALUE;

    /// A regular expression that a text matches.
    String pattern() default "";

    /// The values of a text.
    String[] oneOf() default {};

    /// The encoding of a text, such as `base64`.
    String encoding() default "";

    /// Of a record: the components of which exactly one is present.
    String[] exactlyOne() default {};
}
