package dev.agenticframework.codegen;

import com.samskivert.mustache.Mustache;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets Mustache see only maps and lists. By default it reads fields and calls methods of any object.
final class PlainCollector implements Mustache.Collector {

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
        return value instanceof List<?> list ? list.iterator() : null;
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
        if (!(context instanceof Map<?, ?>)) {
            return null;
        }
        return (map, key) -> ((Map<?, ?>) map).containsKey(key)
                ? ((Map<?, ?>) map).get(key)
                : com.samskivert.mustache.Template.NO_FETCHER_FOUND;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new HashMap<>();
    }
}
