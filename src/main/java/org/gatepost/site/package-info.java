/**
 * The public page in every form: HTML, feed and Statuspage JSON, rendered from published words and an instant, and from nothing
 * else.
 * <p>
 * The room is cut where bytes begin: what comes in is one value ({@link org.gatepost.notice.PublishedPage}) and what goes out
 * is one list ({@link org.gatepost.site.Surface}). {@code Edition} is a pure function of page, instant and configuration; it
 * knows no clock, no locale or zone of the machine and no chance, so that the publisher, the gate's previews and the tests
 * get equal bytes for equal words. What an audience sees is rendered from {@link org.gatepost.notice.Told}, so that a
 * template cannot show it words that were meant for others.
 * <p>
 * <b>The theme has a Qute engine of its own</b>, not the application's. Whoever writes a theme reaches the records that a
 * template is given and messages, and nothing else: there is no {@code cdi:}, {@code inject:} or {@code config:} in this
 * engine, no template of another room to include, and values are looked up by record component only, because Qute's
 * reflection would let {@code {x.class.classLoader}} through. The rejected alternative was checked templates in Quarkus'
 * engine with those namespaces closed by a resolver per template id: an included template of another room counts as its own
 * origin there, and every extension method of the console would be a door. What javac would have checked is checked by
 * rendering samples, in the tests and at the publisher's start.
 * <p>
 * <b>A template cannot take the publisher down.</b> The engine's own time limit waits for values that come later, and records are all
 * there at once: a loop over a number would have run, or run out of memory, for ever. So every rendering has an {@code Allowance} that is
 * counted and not timed, sections that run text as a template are left out, and loops go over lists only. A theme of a directory is read
 * whole, proofread on a thread of its own, and worn when it has passed; one that fails on the real page all the same is taken off, and
 * the words go out in the look of before. What a theme may not leave out (that the page is old, the words of a notice, a title) is part
 * of the proof. A console is not stopped by a theme, because people need it in a fire; the publisher's start is.
 * <h2>Pictures</h2> What networks show of a link is drawn by some hundred lines of our own: {@code Drawing} reads the theme's marks,
 * {@code Canvas} paints them by distance, {@code Png} writes them. Rejected: {@code java.awt} and ImageIO, whose native parts are missing
 * in small images, and whose curves and compressed bytes differ between versions and machines, so that two publishers would sign two
 * pictures; jzlib and pngj, which nobody has looked after for years; SVG, which networks do not take; words in pictures, which would need
 * fonts and a picture per language. They stand at addresses that stay, with the hash behind a question mark: an address that changed
 * with its content would be dead by the time a chat asks for it.
 * <h2>Languages, and what is rendered when</h2>
 * <ul>
 * <li>Every page is there in every language, at addresses of its own; what programs read is there once. Rejected: old notices in the
 * page's own language alone, which would save most of the store and break the links that people have sent each other.
 * <li>The page's own language has addresses without a tag, and its front page one with it besides: at the root the front chooses, and
 * whoever chose otherwise must be able to stay. {@code Content-Language} tells the front which page is which.
 * <li>Of pages of the past (months, and notices that are over and unchanged for ninety days) there are more and more, times audiences
 * times languages, and each front holds all of them in memory. They share one style sheet instead of carrying it, and do not change while
 * the publisher is silent: that takes seven eighths off them. All other pages are one request.
 * <li>What is told is worked out once per audience ({@code Telling}) and then said in each language ({@code Pages}).
 * <li><b>An address is rendered when somebody asks for it and what it is made of has changed</b> ({@code Leaf}, {@code Printed}). The
 * key of a page is made of what it tells, not of bytes, so that neither a tick nor the preview of a draft renders what stays as it
 * is; a test renders random pages that have equal keys and compares their bytes. So a page says when its own words last changed, and
 * only front pages say it of everything. Rejected: to compare what was rendered, which costs twelve times what it did in one language;
 * to remember by revision, which would trust that nobody forgets to raise it.
 * </ul>
 * <h2>What programs get, and what was rejected</h2>
 * <ul>
 * <li>Every scope and every component has a channel ({@code Channel}) as Atom, RSS and JSON Feed, put together once. JSON Feed is at
 * {@code /feed.json}: at {@code /history.json} Statuspage has something of its own, which programs would take it for. A component's
 * files lie beside its page and not below it, for a directory each would fill the snapshot's root.
 * <li>Words that were taken back are not marked as programs look for the end of a problem, so that no program takes a retracted
 * "Resolved" for one.
 * <li>The calendar is made of the plan as it was said and not of what the clock made of it, so that it stands still between
 * publications, and work that comes again is one event with its rule.
 * <li>A badge says that nobody knows when the publisher is silent: it is the one thing that people look at without the page's banner.
 * It has no style sheet, because its own policy would not let it use one. Of what is unknown, retired or not the audience's there is no
 * badge, as of anything that is not there.
 * <li>Only badges, pictures, the Statuspage format and {@code /embed} may be used by pages of others. {@code /embed} is the one page that may be
 * framed; it holds nothing but words and links that open the page by itself.
 * <li>The icon of a front page shows its state, that of other pages does not: each of them would be a new page to every cache whenever
 * a state changes.
 * <li><b>A page of the past for each publication</b>, at {@code /at/} and its moment to the second, in the page's own language, worked out
 * from published rows ({@link org.gatepost.notice.Past}). Rejected: to keep the bytes of each edition, which a withdrawal would have to
 * search for words; to render at a request, for a front renders nothing; a page for each language and audience, which multiplies what every
 * front holds. Names of the page's parts are today's there, and the page says so: to keep what they were takes a history of the parts, which
 * nobody has asked for yet. Previews are without the past, for they are of what is to come.
 * </ul>
 */
package org.gatepost.site;
