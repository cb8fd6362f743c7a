package org.gatepost.site;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writes a canvas as PNG (W3C, third edition). It compresses by itself, with repetitions of the pixel before and of the row above only:
 * flat pictures have little else, and what the platform's compressor makes of the same pixels is other bytes on other machines, so that
 * two publishers would sign two pictures.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PALETTE_MAX = 256;
    private static final int SMALL_PALETTE_MAX = 16;
    private static final int TRUECOLOUR_WITH_ALPHA = 6;
    private static final int INDEXED = 3;
    private static final int MATCH_MIN = 3;
    private static final int MATCH_MAX = 258;
    private static final int END = 256;

    private Png() {
    }

    static byte[] of(Canvas canvas) {
        Map<Integer, Integer> palette = new LinkedHashMap<>();
        int before = ~canvas.pixels()[0];
        for (int pixel : canvas.pixels()) {
            // Most pixels are as the one before.
            if (pixel != before && palette.size() <= PALETTE_MAX) {
                palette.putIfAbsent(pixel, palette.size());
            }
            before = pixel;
        }
        boolean isIndexed = palette.size() <= PALETTE_MAX;
        int depth = isIndexed && palette.size() <= SMALL_PALETTE_MAX ? 4 : 8;
        byte[] rows = isIndexed ? indexed(canvas, palette, depth) : colours(canvas);

        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", ByteBuffer.allocate(13).putInt(canvas.width).putInt(canvas.height).put((byte) depth)
                .put((byte) (isIndexed ? INDEXED : TRUECOLOUR_WITH_ALPHA)).array());
        if (isIndexed) {
            ByteBuffer colours = ByteBuffer.allocate(palette.size() * 3);
            ByteBuffer alphas = ByteBuffer.allocate(palette.size());
            palette.keySet().forEach(colour -> {
                colours.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) (int) colour);
                alphas.put((byte) (colour >>> 24));
            });
            chunk(png, "PLTE", colours.array());
            if (palette.keySet().stream().anyMatch(colour -> colour >>> 24 != 0xff)) {
                chunk(png, "tRNS", alphas.array());
            }
        }
        chunk(png, "IDAT", zlib(rows, rows.length / canvas.height, isIndexed ? 1 : 4));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Each row begins with a byte that says that it is not filtered. */
    private static byte[] indexed(Canvas canvas, Map<Integer, Integer> palette, int depth) {
        int perByte = 8 / depth;
        int row = 1 + (canvas.width + perByte - 1) / perByte;
        byte[] rows = new byte[row * canvas.height];
        int before = canvas.pixels()[0];
        int index = palette.get(before);
        for (int y = 0; y < canvas.height; y++) {
            for (int x = 0; x < canvas.width; x++) {
                int pixel = canvas.pixels()[y * canvas.width + x];
                if (pixel != before) {
                    index = palette.get(pixel);
                    before = pixel;
                }
                rows[y * row + 1 + x / perByte] |= (byte) (index << 8 - depth - x % perByte * depth);
            }
        }
        return rows;
    }

    private static byte[] colours(Canvas canvas) {
        ByteBuffer rows = ByteBuffer.allocate((1 + canvas.width * 4) * canvas.height);
        for (int y = 0; y < canvas.height; y++) {
            rows.put((byte) 0);
            for (int x = 0; x < canvas.width; x++) {
                int pixel = canvas.pixels()[y * canvas.width + x];
                rows.putInt(pixel << 8 | pixel >>> 24);
            }
        }
        return rows.array();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** RFC 1950 around one block of RFC 1951 with the fixed codes. */
    private static byte[] zlib(byte[] data, int row, int pixel) {
        Bits bits = new Bits();
        bits.put(0x78, 8);
        bits.put(0x01, 8);
        bits.put(0b011, 3);
        int at = 0;
        while (at < data.length) {
            int across = repeated(data, at, pixel);
            int down = repeated(data, at, row);
            // The nearer one costs fewer bits.
            int length = down > across + 2 ? down : across;
            if (length >= MATCH_MIN) {
                bits.length(length);
                bits.distance(down > across + 2 ? row : pixel);
                at += length;
            } else {
                bits.symbol(data[at++] & 0xff);
            }
        }
        bits.symbol(END);
        Adler32 sum = new Adler32();
        sum.update(data);
        return bits.end((int) sum.getValue());
    }

    private static int repeated(byte[] data, int at, int distance) {
        int length = 0;
        while (distance <= at && length < MATCH_MAX && at + length < data.length
                && data[at + length] == data[at + length - distance]) {
            length++;
        }
        return length;
    }

    /** Bits in the order of RFC 1951, 3.1.1. */
    private static final class Bits {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int held;
        private int count;

        void put(int value, int bits) {
            for (int i = 0; i < bits; i++) {
                held |= (value >> i & 1) << count++;
                if (count == 8) {
                    bytes.write(held);
                    held = 0;
                    count = 0;
                }
            }
        }

        private void code(int code, int bits) {
            put(Integer.reverse(code) >>> 32 - bits, bits);
        }

        /** The fixed codes, 3.2.6. */
        void symbol(int symbol) {
            if (symbol < 144) {
                code(0x30 + symbol, 8);
            } else if (symbol < 256) {
                code(0x190 + symbol - 144, 9);
            } else if (symbol < 280) {
                code(symbol - 256, 7);
            } else {
                code(0xc0 + symbol - 280, 8);
            }
        }

        /** 3.2.5: lengths of 3 to 258, with more bits the longer they are. */
        void length(int length) {
            if (length == MATCH_MAX) {
                symbol(285);
                return;
            }
            int rest = length - MATCH_MIN;
            int bits = rest < 8 ? 0 : 29 - Integer.numberOfLeadingZeros(rest);
            symbol(257 + bits * 4 + (rest >> bits));
            put(rest & (1 << bits) - 1, bits);
        }

        /** 3.2.5: distances of 1 to 32768. */
        void distance(int distance) {
            int rest = distance - 1;
            int bits = rest < 4 ? 0 : 30 - Integer.numberOfLeadingZeros(rest);
            code(bits * 2 + (rest >> bits), 5);
            put(rest & (1 << bits) - 1, bits);
        }

        byte[] end(int sum) {
            if (count > 0) {
                put(0, 8 - count);
            }
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(sum).array());
            return bytes.toByteArray();
        }
    }
}
