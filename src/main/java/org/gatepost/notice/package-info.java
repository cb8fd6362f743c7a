/**
 * What is public: notices, components, audiences, and the rules that sum them up. It stands alone: no key points out of its schema, and
 * no role can write it but through one function of the database.
 *
 * <p>
 * Decision: a component's status is no column. It follows from the open notices ({@link org.gatepost.notice.Rollup}), so that it can
 * only change by publication.
 */
package org.gatepost.notice;
