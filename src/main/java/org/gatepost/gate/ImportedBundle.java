package org.gatepost.gate;

import java.util.List;

/**
 * What an import would publish, and what it leaves out.
 *
 * @param notes a sentence for each thing that was left out or changed, for the one who proposes
 */
public record ImportedBundle(Bundle bundle, List<String> notes) {
}
