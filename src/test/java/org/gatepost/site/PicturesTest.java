package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    private static final int PICTURE_BYTES_MAX = 16_000;
    private static final int PAPER = 0xfffdfcf9;
    private static final int RED = 0xffad1024;

    private final Pictures pictures = Theme.packed().pictures();

    @Test
    void everyPictureIsAPngOfTheSizeThatIsSaidAndIsSmall() throws IOException {
        List<Surface> drawn = Proofs.surfaces(Samples.everything()).stream()
                .filter(surface -> surface.path().endsWith(".png")).toList();

        assertTrue(drawn.size() > 30, "there are " + drawn.size());
        for (Surface surface : drawn) {
            assertEquals("image/png", surface.contentType());
            assertTrue(surface.body().length < PICTURE_BYTES_MAX, surface.path() + " has " + surface.body().length);
            BufferedImage image = read(surface.body());
            if (!surface.path().contains("icon")) {
                assertEquals(Pictures.WIDTH, image.getWidth(), surface.path());
                assertEquals(Pictures.HEIGHT, image.getHeight(), surface.path());
                assertEquals(PAPER, image.getRGB(2, 2), surface.path());
            }
        }
    }

    @Test
    void theStateIsDrawnLargeInItsColour() throws IOException {
        BufferedImage major = read(pictures.level("major").png());
        assertEquals(PAPER, major.getRGB(600, 315), "the bar of the mark");
        assertEquals(RED, major.getRGB(600, 200));
        assertEquals(RED, major.getRGB(470, 315));
        assertEquals(PAPER, major.getRGB(400, 315));

        BufferedImage quiet = read(pictures.level("quiet").png());
        assertEquals(0xff2c6a4c, quiet.getRGB(600, 315 - (int) (6.5 * 360 / 16)), "the ring");
        assertEquals(PAPER, quiet.getRGB(600, 200), "within the ring");
    }

    @Test
    void ninetyDaysAreBarsOfTheirLevels() throws IOException {
        String[] days = new String[Days.COUNT];
        Arrays.fill(days, "quiet");
        days[0] = "major";
        days[Days.COUNT - 1] = "degraded";
        BufferedImage front = read(pictures.front("quiet", List.of(days)).png());

        assertEquals(RED, front.getRGB(60 + 6, 452 + 3), "the first day reaches to the top");
        assertEquals(0xffcfc9bb, front.getRGB(60 + 12 + 6, 452 + 30 * 4), "a quiet day");
        assertEquals(PAPER, front.getRGB(60 + 12 + 6, 452 + 3), "which is low");
        assertEquals(0xff7f5500, front.getRGB(60 + 12 * 89 + 6, 452 + 30 * 4), "the last day");
        assertEquals(PAPER, front.getRGB(60 + 12 * 90 + 6, 452 + 30 * 4), "and no other");
    }

    @Test
    void aNoticesEntriesStandInTheirOrderAndOfManyTheLatest() throws IOException {
        BufferedImage two = read(pictures.notice("major", List.of("major", "quiet")).png());
        assertEquals(RED, two.getRGB(600 - 47, 516 - 20));
        assertEquals(0xff2c6a4c, two.getRGB(600 + 47, 516 - (int) (6.5 * 68 / 16)));
        assertEquals(PAPER, two.getRGB(100, 516));

        BufferedImage many = read(pictures.notice("major", Collections.nCopies(Pictures.ENTRIES_MAX + 1, "major")).png());
        assertEquals(0xffcfc9bb, many.getRGB(2, 516), "what is left out leads in");
    }

    @Test
    void theSamePictureHasTheSameBytesOnEveryMachine() {
        assertEquals(pictures.level("partial").version(), Theme.packed().pictures().level("partial").version());
        assertArrayEquals(Png.of(noise(3)), Png.of(noise(3)));
        // Of every machine and every Java. They change with the marks and with what pictures look like, and with nothing else.
        assertEquals(List.of("3576afd6", "c0418b4a", "c89ca67d"), List.of(pictures.level("maintenance").version(),
                pictures.front("partial", Collections.nCopies(Days.COUNT, "degraded")).version(),
                pictures.icon(192, false).version()));
    }

    @Test
    void anotherStateOrAnotherThemeIsAnotherPicture() {
        assertNotEquals(pictures.level("partial").version(), pictures.level("major").version());
        Theme blue = new Theme(path -> path.equals("css/primitives.css")
                ? Theme.packed(path).map(css -> css.replace("#ad1024", "#1024ad"))
                : Theme.packed(path));
        assertNotEquals(pictures.level("major").version(), blue.pictures().level("major").version());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 17, 256, 257, 5000})
    void whatIsWrittenIsReadBackToThePixelHoweverManyColours(int colours) throws IOException {
        Canvas canvas = noise(colours);
        BufferedImage image = read(Png.of(canvas));

        for (int y = 0; y < canvas.height; y++) {
            for (int x = 0; x < canvas.width; x++) {
                int pixel = canvas.pixels()[y * canvas.width + x];
                assertEquals(pixel, image.getRGB(x, y), x + ", " + y);
            }
        }
    }

    /** Runs of all lengths, seeded; some of it is not opaque. */
    private static Canvas noise(int colours) {
        Random random = new Random(42L + colours);
        Canvas canvas = new Canvas(301, 97, 0xff000000);
        int at = 0;
        while (at < canvas.pixels().length) {
            int colour = random.nextInt(colours) * 2_654_435 + (random.nextInt(9) == 0 ? 0x70000000 : 0xff000000);
            int to = Math.min(canvas.pixels().length, at + 1 + random.nextInt(random.nextInt(20) == 0 ? 900 : 5));
            Arrays.fill(canvas.pixels(), at, to, colours < 300 ? 0xff000000 | colour % colours * 0x010203 : colour);
            at = to;
        }
        return canvas;
    }

    @Test
    void aPictureThatHasToBeOtherBytesIsStillThatPicture() throws IOException {
        byte[] png = pictures.level("major").png();
        // What was denied once goes out with a line break more.
        byte[] longer = Arrays.copyOf(png, png.length + 1);
        longer[png.length] = '\n';

        assertEquals(RED, read(longer).getRGB(600, 200));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<rect x='4' y='4' width='8' height='8'/>          | <path d='M4 4h8v8H4z'/>",
            "<rect x='4' y='4' width='8' height='8'/>          | <path d='m4,4 l8 0 0 8-8 0Z'/>",
            "<rect x='4' y='4' width='8' height='8' rx='2'/>   | <path d='M6 4h4a2 2 0 0 1 2 2v4a2 2 0 01-2 2H6a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2z'/>",
            "<circle cx='8' cy='8' r='4'/>                     | <path d='M4 8A4 4 0 1 1 12 8 4 4 0 0 1 4 8z'/>",
            "<circle cx='8' cy='8' r='4'/>                     | <ellipse cx='4' cy='4' rx='2' ry='2' transform='scale(2)'/>",
            "<circle cx='8' cy='8' r='4'/>                     | <g transform='translate(8 8)'><path d='M4 0A4 4 0 0 1-4 0 4 4 0 0 1 4 0'/></g>",
            "<circle cx='8' cy='8' r='4'/>                     | <path d='M4 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M1 1z'/>",
            "<path d='M4 4h8v8H4z'/>                           | <polygon points='4,4 12,4 12,12 4,12'/>",
            "<path d='M4 4h8v8H4z'/>                           | <rect x='-4' y='-4' width='8' height='8' transform='translate(8,8) rotate(90)'/>",
            "<path d='M2 8h12v2H2z'/>                          | <path d='M2 9h12' stroke='currentColor' stroke-width='2' fill='none'/>",
            "<path d='M2 8h12v2H2z'/>                          | <line x1='2' y1='9' x2='14' y2='9' stroke='#000' stroke-width='2' fill='none'/>",
            "<path d='M2 8h4v2H2zM10 8h4v2h-4z'/>              | <path d='M2 9h12' stroke='#000' stroke-width='2' stroke-dasharray='4' fill='none'/>",
            "<path d='M2 2h12v12H2zM5 5v6h6V5z'/>              | <path fill-rule='evenodd' d='M2 2h12v12H2zM5 5h6v6H5z'/>",
            "<path d='M2 8Q8 2 14 8T26 8'/>                    | <path d='M2 8C6 4 10 4 14 8S22 12 26 8'/>"})
    void theSameShapeIsThesamePictureHoweverItIsWritten(String one, String other) {
        assertSame(drawn(one), drawn(other));
    }

    private static void assertSame(Canvas one, Canvas other) {
        int different = 0;
        int painted = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            int difference = Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff));
            different += difference > 80 ? 1 : 0;
            painted += (one.pixels()[i] & 0xff) != 0xff ? 1 : 0;
        }
        assertTrue(painted > 500, "painted " + painted);
        assertTrue(different < 12, different + " pixels differ");
    }

    private static Canvas drawn(String elements) {
        Canvas canvas = new Canvas(320, 320, 0xffffffff);
        canvas.paint(Drawing.of(elements.replace('\'', '"')), 0, 0, 20, 20, 0xff000000);
        return canvas;
    }

    @ParameterizedTest
    @ValueSource(strings = {"<text>a</text>", "<image href='x'/>", "<use href='#a'/>", "<path d='M1 1 R 3'/>",
            "<path d='M 1'/>",
            "<script>a</script>", "<path d='M1 1h2'", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><g/>"})
    void whatCannotBeDrawnIsSaid(String elements) {
        String message = assertThrows(IllegalStateException.class, () -> Drawing.of(elements)).getMessage();

        assertTrue(message.contains("theme"), message);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
