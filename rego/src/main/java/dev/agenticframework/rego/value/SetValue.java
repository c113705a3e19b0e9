package dev.agenticframework.rego.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Distinct values in ascending order. Membership takes constant time.
public final class SetValue implements Value, Iterable<Value> {
    public static final SetValue EMPTY = new Builder(0).build();

    private final Value[] elements;
    private final KeyIndex index;
    private int hash;
    private @Nullable Order order;

    // A final field publishes the array safely to other threads, although `order` itself is not volatile.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Order(Value[] elements) {}

    private SetValue(Value[] elements, KeyIndex index) {
        this.elements = elements;
        this.index = index;
    }

    public static SetValue of(Value... elements) {
        return of(Arrays.asList(elements));
    }

    public static SetValue of(Collection<? extends Value> elements) {
        Builder builder = new Builder(elements.size());
        elements.forEach(builder::add);
        return builder.build();
    }

    public int size() {
        return elements.length;
    }

    public boolean contains(Value element) {
        return index.find(elements, elements.length, element) >= 0;
    }

    /// Returns the equal element of this set, or null.
    public @Nullable Value get(Value element) {
        int position = index.find(elements, elements.length, element);
        return position < 0 ? null : elements[position];
    }

    /// Returns the element at a position of the ascending order.
    public Value elementAt(int position) {
        return ascending()[position];
    }

    /// Returns all elements in ascending order. Do not modify the array.
    public Value[] ascending() {
        Order known = order;
        if (known == null) {
            Value[] sorted = elements.clone();
            Arrays.sort(sorted);
            known = new Order(sorted);
            order = known;
        }
        return known.elements();
    }

    /// Returns all elements in no particular order. Do not modify the array.
    public Value[] elements() {
        return elements;
    }

    @Override
    public Iterator<Value> iterator() {
        return Arrays.asList(ascending()).iterator();
    }

    public List<Value> toList() {
        return List.of(ascending());
    }

    @Override
    public int rank() {
        return 6;
    }

    @Override
    public String typeName() {
        return "set";
    }

    @Override
    public void writeTerm(StringBuilder out) {
        if (elements.length == 0) {
            out.append("set()");
            return;
        }
        char before = '{';
        for (Value element : ascending()) {
            out.append(before);
            if (before == ',') {
                out.append(' ');
            }
            element.writeTerm(out);
            before = ',';
        }
        out.append('}');
    }

    @Override
    public int compareSameKind(Value other) {
        return ArrayValue.compareItems(ascending(), ((SetValue) other).ascending());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof SetValue that && sameElements(that));
    }

    private boolean sameElements(SetValue that) {
        if (elements.length != that.elements.length || hashCode() != that.hashCode()) {
            return false;
        }
        for (Value element : elements) {
            if (!that.contains(element)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = 17;
            for (Value element : elements) {
                h += element.hashCode() * 0x85EBCA6B;
            }
            hash = h;
        }
        return h;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        writeTerm(out);
        return out.toString();
    }

    public static Builder builder() {
        return new Builder(8);
    }

    /// Collects elements. Do not use it after [#build].
    public static final class Builder {
        private @Nullable Value[] elements;
        private final KeyIndex index = new KeyIndex();
        private int size;

        public Builder(int expected) {
            elements = new Value[expected];
        }

        /// Adds an element. Returns whether it is new.
        public boolean add(Value element) {
            if (index.find(elements, size, element) >= 0) {
                return false;
            }
            if (size == elements.length) {
                elements = Arrays.copyOf(elements, Math.max(4, size * 2));
            }
            elements[size++] = element;
            index.appended(elements, size);
            return true;
        }

        public int size() {
            return size;
        }

        @SuppressWarnings("NullAway") // the first `size` slots are filled
        public SetValue build() {
            return new SetValue(size == elements.length ? elements : Arrays.copyOf(elements, size), index);
        }
    }
}
