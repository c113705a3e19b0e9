package dev.agenticframework.codegen;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.parse.StringTokenScannerSymbols;
import com.hubspot.jinjava.util.ForLoop;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.MapELResolver;
import org.jspecify.annotations.Nullable;

/// Jinjava with the scaffolder's delimiters, restricted to what Nunjucks also has and what is safe: no includes, no
/// macros, no access to Java methods or properties, and a bound on every size and on the number of steps.
final class SafeJinja {
    /// The most nodes to render for one text. It bounds the time of nested loops.
    static final int MAX_STEPS = 10_000;

    private static final int MAX_OUTPUT_CHARS = 4 << 20;
    private static final int MAX_STRING_CHARS = 1 << 18;
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_RENDER_DEPTH = 10;
    private static final int MAX_RANGE = 200;

    private static final Set<String> TAGS =
            Set.of("if", "elif", "else", "endif", "for", "endfor", "set", "raw", "endraw");
    private static final Set<String> FILTERS = Set.of(
            "abs",
            "capitalize",
            "default",
            "d",
            "first",
            "indent",
            "int",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "replace",
            "reverse",
            "round",
            "sort",
            "string",
            "title",
            "trim",
            "upper",
            "safe");
    private static final Set<String> FUNCTIONS = Set.of("range");

    private SafeJinja() {}

    /// Rendering exceeded [#MAX_STEPS].
    static final class StepsExceeded extends RuntimeException {
        StepsExceeded() {
            super("StepsExceeded", null, false, false);
        }
    }

    /// An interpreter that counts the nodes that it renders.
    static final class Bounded extends JinjavaInterpreter {
        private int steps;

        Bounded(Jinjava engine, Context context, JinjavaConfig config) {
            super(engine, context, config);
        }

        private void step() {
            if (++steps > MAX_STEPS) {
                throw new StepsExceeded();
            }
        }

        /// Whether rendering exceeded [#MAX_STEPS], even when Jinjava has swallowed the exception.
        boolean exceeded() {
            return steps > MAX_STEPS;
        }
    }

    static Bounded interpreter(Map<String, Object> context) {
        Jinjava engine = Holder.ENGINE;
        JinjavaConfig config = engine.getGlobalConfig();
        return new Bounded(engine, new Context(engine.getGlobalContext(), context, config.getDisabled()), config);
    }

    private static final class Holder {
        static final Jinjava ENGINE = create();
    }

    private static Jinjava create() {
        Context all = new Jinjava().getGlobalContext();
        Map<Library, Set<String>> disabled = Map.of(
                Library.TAG, allBut(all.getAllTags(), TAGS),
                Library.FILTER, allBut(all.getAllFilters(), FILTERS),
                Library.FUNCTION, allBut(all.getAllFunctions(), FUNCTIONS));
        return new Jinjava(JinjavaConfig.newBuilder()
                .withTokenScannerSymbols(StringTokenScannerSymbols.builder()
                        .withVariableStartString("${{")
                        .withVariableEndString("}}")
                        .withBlockStartString("{%")
                        .withBlockEndString("%}")
                        .withCommentStartString("{#")
                        .withCommentEndString("#}")
                        .build())
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withParseWhitespaceControlStrictly(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withKeepNullableLoopValues(true)
                        .withHandleBackslashInQuotesOnly(true)
                        .build())
                .withDisabled(disabled)
                .withElResolver(dataOnly())
                .withFailOnUnknownTokens(true)
                .withNestedInterpretationEnabled(false)
                .withKeepTrailingNewline(true)
                .withMaxOutputSize(MAX_OUTPUT_CHARS)
                .withMaxStringLength(MAX_STRING_CHARS)
                .withMaxListSize(MAX_ITEMS)
                .withMaxMapSize(MAX_ITEMS)
                .withMaxRenderDepth(MAX_RENDER_DEPTH)
                .withRangeLimit(MAX_RANGE)
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor(SafeJinja::count)
                        .build())
                .build());
    }

    private static void count(Node node, JinjavaInterpreter interpreter) {
        interpreter.setLineNumber(node.getLineNumber());
        if (interpreter instanceof Bounded bounded) {
            bounded.step();
        }
    }

    private static Set<String> allBut(Collection<? extends Importable> library, Set<String> allowed) {
        return library.stream()
                .map(Importable::getName)
                .filter(name -> name != null && !allowed.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ELResolver dataOnly() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new MapELResolver(true));
        resolver.add(new JinjavaListELResolver(true));
        resolver.add(new OwnObjects());
        return resolver;
    }

    /// Lets a template read `loop.index` and the like, and use filters and tests. It cannot reach the properties
    /// and methods of any other object.
    private static final class OwnObjects extends ELResolver {
        private final ELResolver bean = new JinjavaBeanELResolver(true);

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            return base instanceof ForLoop ? bean.getValue(context, base, property) : null;
        }

        @Override
        public Object invoke(
                ELContext context, Object base, Object method, Class<?> @Nullable [] types, Object[] arguments) {
            if (base instanceof Filter || base instanceof ExpTest) {
                return bean.invoke(context, base, method, types, arguments);
            }
            throw new InterpretException("methods cannot be called in templates: " + method);
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return true;
        }

        @Override
        public java.util.@Nullable Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(
                ELContext context, @Nullable Object base) {
            return null;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return Object.class;
        }
    }
}
