/**
 * What tests share: the parts of a running Gatepost, a browser, the words of a story. Nothing here decides anything of its own.
 */
package org.gatepost.testsupport;
