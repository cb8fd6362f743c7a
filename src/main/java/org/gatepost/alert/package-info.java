/**
 * What machines observe. Alerts are open to everybody inside; a link to an incident is as narrow as the incident.
 *
 * <p>
 * Decision: an alert's identity is (fingerprint, exact text of startsAt), not the group's key, which changes with the order of matchers
 * and differs between replicas.
 */
package org.gatepost.alert;
