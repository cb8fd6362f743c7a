/**
 * The private door for programs: JSON below {@code /api/v1}, by bearer token only, so that no browser's cookie can be borrowed for it.
 * A door binds, calls one use case, and answers.
 */
package org.gatepost.api;
