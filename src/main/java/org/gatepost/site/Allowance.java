package org.gatepost.site;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.quarkus.qute.Expression;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;

/**
 * What one rendering may use up, so that a template which never ends, ends: the engine's own limit of time waits for values that come
 * later, and records are all there at once. Counted and not timed, so that a theme is good or bad on every machine alike. For one thread.
 */
final class Allowance {
    /** Parts of a template that are gone through. The largest pages that we know of take some ten thousand. */
    static final int STEPS_MAX = 500_000;
    /** Of a page; together with all that is put into messages. */
    static final int CHARACTERS_MAX = 2_000_000;
    /** Sections within sections, includes among them; the packed theme has fifteen. */
    static final int DEPTH_MAX = 64;
    /** An included file counts as a step for so many of its characters: what is in it is not counted one by one. */
    private static final int CHARACTERS_PER_STEP = 8;

    private static final ThreadLocal<Allowance> CURRENT = new ThreadLocal<>();
    private static final String ITERABLE = "iterable";
    private static final String COMPUTED_NAME = "_id";

    private int steps;
    private int characters;
    private int depth;

    /** Begins anew for the rendering that follows in this thread. */
    static Allowance begin() {
        Allowance allowance = new Allowance();
        CURRENT.set(allowance);
        return allowance;
    }

    static void end() {
        CURRENT.remove();
    }

    static Allowance current() {
        return CURRENT.get();
    }

    /** @throws TemplateException when the page becomes too long */
    void write(int length, Origin origin) {
        characters += Math.min(length, CHARACTERS_MAX + 1);
        if (characters > CHARACTERS_MAX) {
            throw new TemplateException(origin, "The page becomes longer than " + CHARACTERS_MAX + " characters.");
        }
    }

    private void step(long weight, Origin origin) {
        steps += (int) Math.min(weight, STEPS_MAX + 1);
        if (steps > STEPS_MAX) {
            throw new TemplateException(origin,
                    "It takes more than " + STEPS_MAX + " steps: a loop or an include goes on for too long.");
        }
    }

    /**
     * Wraps a kind of section so that what it does is counted.
     *
     * @param lengths how many characters a template has, by its name
     */
    static SectionHelperFactory<SectionHelper> counted(SectionHelperFactory<?> factory, Function<String, Integer> lengths) {
        return new Counted(factory, lengths);
    }

    private record Counted(SectionHelperFactory<?> factory, Function<String, Integer> lengths)
            implements
                SectionHelperFactory<SectionHelper> {

        @Override
        public List<String> getDefaultAliases() {
            return factory.getDefaultAliases();
        }

        @Override
        public ParametersInfo getParameters() {
            return factory.getParameters();
        }

        @Override
        public List<String> getBlockLabels() {
            return factory.getBlockLabels();
        }

        @Override
        public boolean cacheFactoryConfig() {
            return factory.cacheFactoryConfig();
        }

        @Override
        public boolean treatUnknownSectionsAsBlocks() {
            return factory.treatUnknownSectionsAsBlocks();
        }

        @Override
        public Scope initializeBlock(Scope outerScope, BlockInfo block) {
            return factory.initializeBlock(outerScope, block);
        }

        @Override
        public MissingEndTagStrategy missingEndTagStrategy() {
            return factory.missingEndTagStrategy();
        }

        @Override
        public SectionHelper initialize(SectionInitContext context) {
            Origin origin = context.getOrigin();
            SectionHelper helper = factory.initialize(context);
            boolean isLoop = getDefaultAliases().contains("for");
            boolean isInclude = getDefaultAliases().contains("include");
            if (isInclude && context.hasParameter(COMPUTED_NAME)) {
                throw new TemplateException(origin, "A file is included by its name, never by a computed one.");
            }
            Expression iterable = isLoop ? context.getExpression(ITERABLE) : null;
            String included = isInclude ? context.getParameter("template") : null;
            SectionBlock main = context.getBlocks().get(0);
            return resolution -> {
                Allowance allowance = current();
                if (iterable != null) {
                    requireCollection(resolution.resolutionContext(), iterable, origin);
                }
                allowance.step(1 + (included == null ? 0 : lengths.apply(included) / CHARACTERS_PER_STEP), origin);
                allowance.depth++;
                if (allowance.depth > DEPTH_MAX) {
                    throw new TemplateException(origin, "Sections and includes stand more than " + DEPTH_MAX
                            + " deep in each other: a file includes itself.");
                }
                CompletionStage<ResultNode> result = helper.resolve(new Counting(resolution, main, origin));
                allowance.depth--;
                return result;
            };
        }

        /** A loop over a number would make room for as many results before the first of them. */
        private static void requireCollection(ResolutionContext context, Expression iterable, Origin origin) {
            Object value = context.evaluate(iterable).toCompletableFuture().getNow(null);
            if (value != null && !(value instanceof Iterable)) {
                throw new TemplateException(origin, "A loop goes over the lists of the records and over nothing else.");
            }
        }
    }

    private record Counting(SectionHelper.SectionResolutionContext resolution, SectionBlock main, Origin origin)
            implements
                SectionHelper.SectionResolutionContext {

        @Override
        public CompletionStage<Map<String, Object>> evaluate(Map<String, Expression> parameters) {
            return resolution.evaluate(parameters);
        }

        @Override
        public CompletionStage<Object> evaluate(Expression expression) {
            return resolution.evaluate(expression);
        }

        @Override
        public ResolutionContext resolutionContext() {
            return resolution.resolutionContext();
        }

        @Override
        public ResolutionContext newResolutionContext(Object data, Map<String, SectionBlock> extendingBlocks) {
            return resolution.newResolutionContext(data, extendingBlocks);
        }

        @Override
        public CompletionStage<ResultNode> execute(SectionBlock block, ResolutionContext context) {
            current().step(1L + (block == null ? main : block).nodes.size(), origin);
            return resolution.execute(block, context);
        }

        @Override
        public Map<String, Object> getParameters() {
            return resolution.getParameters();
        }
    }
}
