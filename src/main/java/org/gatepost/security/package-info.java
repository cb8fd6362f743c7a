/**
 * Who is acting, and the one way to private rows.
 *
 * <p>
 * {@link org.gatepost.security.Visitor} turns a token into an {@link org.gatepost.security.Operator};
 * {@link org.gatepost.security.Transactions} opens every transaction under a database role (the ceiling) and a signed name (the
 * person). Both locks stand in the database, see the migrations from V2 on: whoever forgets either in Java reads nothing.
 *
 * <p>
 * Decisions. The context of a transaction carries the ceiling beside the person, because the gate has one role for both kinds of
 * people and must not let a machine's token near a sealed incident's draft; a second gate role would have doubled its policies. The
 * signature is HMAC by the two pads of RFC 2104 over PostgreSQL's own sha256, so that no extension is needed. A schema check by
 * Hibernate was rejected: it reads catalogs that the roles have no business with.
 *
 * <p>
 * Who comes near, and for how long. A login counts for a shift ({@code security.step_up}, eight hours); approving, publishing, taking down
 * and everything sealed ask for it, in the database. {@link org.gatepost.security.Standing} asks the login server every minute how those at
 * a browser stand; when it is silent the ceiling closes after a quarter of an hour and the rest goes on. Quarkus alone was tried first: a
 * token that lives for a minute would say as much, but ends every session when the server is silent; its own cache of userinfo
 * cannot tell a refusal from silence. Step-up is a second tenant and not a parameter of the first, so that whoever breaks off being asked
 * again is still logged in, and because {@code prompt=login} with {@code max_age=0} works with every realm; one that knows levels of
 * authentication names its own ({@code gatepost.security.step-up-acr}).
 *
 * <p>
 * The audit's chain shows that a row was changed, put in or taken out. It does not show that the last rows were taken away, nor that
 * somebody with the database's owner wrote all of it anew: for that, keep exports elsewhere.
 *
 * <p>
 * Sessions are injected as {@code Instance}: a face without this persistence unit still has these beans, and must start.
 *
 * <p>
 * What PostgreSQL tells every role and cannot be told to keep: {@code pg_class.reltuples} and {@code relpages} (rough sizes, moved by
 * autovacuum), the advance of transaction ids, the names of roles, tables, policies and functions with their source. Nobody but our
 * own processes can connect, and only with bound statements; the front has no connection at all.
 */
package org.gatepost.security;
