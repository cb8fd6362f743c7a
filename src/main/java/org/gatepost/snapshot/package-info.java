/**
 * The whole public page as signed bytes in a directory: what {@code site} rendered goes in, and every front, courier or mirror
 * reads it out again and needs nothing else. Two halves that share only the format: the writing side is package-private
 * ({@link org.gatepost.snapshot.Publisher}, {@link org.gatepost.snapshot.SnapshotStore},
 * {@link org.gatepost.snapshot.SigningKey}); the reading side is what other rooms see
 * ({@link org.gatepost.snapshot.SnapshotReader}, {@link org.gatepost.snapshot.VerificationKeys},
 * {@link org.gatepost.snapshot.Snapshot}).
 *
 * <h2>Layout</h2> {@code root} is three lines (format, key id, signature) and a JSON payload that names a manifest per directory
 * of the page and the lists of what is denied; {@code blobs/} has manifests, lists and bodies under their SHA-256. Names below {@code blobs/} say nothing and never
 * change their content, so that any file store or bucket can carry them.
 *
 * <h2>Decisions, and what was rejected</h2>
 * <ul>
 * <li>Signature and payload in one file, signature first. Rejected: a second file beside it, which one rename cannot change
 * together with the first; JSON with a signature field, which must be parsed before it is trusted.</li>
 * <li><b>A root is signed only by the leader and only right after it has read the database and rendered everything.</b> When the
 * database is dead, nothing is signed: fronts go on with what they have, and after a minute their pages say that they are old.
 * Rejected: going on to sign over the last surfaces. A tick vouches that these are the current words; without the database nobody
 * can know of a withdrawal, and without the lock, which lives in the database, two publishers could sign at a time.</li>
 * <li>Each tick renders. Words do not change with it, but what follows from words and time does (a day's bar, a phase of a
 * maintenance), and constant work tells nothing. Equal bytes stay equal blobs, so that a tick writes a root and nothing
 * else.</li>
 * <li>A key's time is compared with the tick that it signed. A front that holds a snapshot also asks that the key is valid now; one
 * that starts with nothing does not, for it has to start with every dependency dead, even long after a key ended. Rejected: now
 * alone, which would leave such a front empty; the tick alone, which a stolen old key could date back. A key that was stolen has
 * to be taken out of the set.</li>
 * <li>A publisher that starts on a root which it cannot verify stops with a message. Rejected: beginning anew at serial 1, which
 * every running front would refuse, and which would forget the denials.</li>
 * <li>A serial is used up by trying, so that no two contents ever share one, whatever step failed.</li>
 * <li>A signed list of denials is obeyed even when the rest of its snapshot cannot be read.</li>
 * <li><b>A withdrawal denies and deletes every blob that told of its notice</b>: in every encoding, of any age that the store
 * has, if its bytes or its address name the notice or the entry and the new snapshot does not need it. The words themselves are
 * deleted before the publisher hears of them, so that nothing narrower can be asked. Denied first, by a root, and deleted
 * afterwards: the other way round, a crash would leave a root that names what is not there. The first root of a process looks for
 * every withdrawal that there ever was, which heals whatever its predecessor did not finish. Rejected: to wait until the hour of
 * retention is over, in which anybody with the store's address could still fetch the words by their hash.</li>
 * <li><b>Denials lie in lists of their own, whose hashes the root signs.</b> In the root itself some ten thousand fit, which is
 * some dozens of withdrawals, and each front would read all of them five times a second. A list is read when its hash is new;
 * a full one never changes; all together hold a million. Its price: a front that gets a root without the list that it names keeps
 * its last snapshot until the list comes, as with any blob.</li>
 * <li>A denial is never forgotten while a copy may exist: a root that was signed before the withdrawal is good for as long as its
 * key is trusted, and a front that starts with nothing would take it. Rejected: an age. Who ever has to make room can do so when
 * every key that signed such a root has left every set of verification keys, by moving the store away. When the lists are full,
 * roots go on without further denials and the log says so: to refuse the root would keep the withdrawn words on the page.</li>
 * <li>What is denied is never named again. When words that are public now make bytes that were denied (the page before a mistake
 * and the page after its withdrawal can be equal), they go out with a line break more. Rejected: to lift the denial, which a list
 * that only grows cannot be tricked into; to leave the page out, which could be the first one.</li>
 * <li>The status of a surface is one of 200, 404 and 410. Rejected: redirects and any other, which need headers that a surface
 * may not set.</li>
 * <li>Blobs go when no root has needed them for an hour. Their file dates are renewed while they are needed, so that the age is
 * known without keeping old roots. Rejected: to keep the last hour's roots and count, which is a second format to read.</li>
 * <li>Unknown fields are ignored and unknown formats refused, so that fronts and publisher need not change at the same
 * time.</li>
 * <li>A thread of its own. Rejected: the scheduler extension, which looks at its triggers once a second.</li>
 * </ul>
 */
package org.gatepost.snapshot;
