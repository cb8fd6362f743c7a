package org.gatepost.site;

/**
 * That words were withdrawn: no byte that told of them before may be served again. A second withdrawal from the same notice is
 * another one.
 *
 * @param noticeId the public id of the notice that they stood in, which every page, feed or answer that tells of it names
 * @param id the public id of the entry, or that of the notice when all of it is gone
 */
public record Withdrawal(String noticeId, String id) {

    public Withdrawal {
        // The empty text stands in every byte that there is.
        if (noticeId.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("A withdrawal names no notice, or no entry.");
        }
    }
}
