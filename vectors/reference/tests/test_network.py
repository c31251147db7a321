"""The Feistel network is FF1's: with AES as its round function it meets NIST's published samples."""

import unittest

import aes
import support  # noqa: F401  (makes the reference importable)

from doorward_reference import numeral
from doorward_reference.stream import Stream

DIGITS = 10
RADIX = 10
KEY_128 = "2b7e151628aed2a6abf7158809cf4f3c"
KEY_192 = KEY_128 + "ef4359d8d580aa4f"
KEY_256 = KEY_192 + "7f036d6f04fc6a94"
TWEAK = "39383736353433323130"
SAMPLES = (  # SP 800-38G, FF1 samples of ten decimal digits: key, tweak, result of 0123456789
    (KEY_128, "", "2433477484"),
    (KEY_128, TWEAK, "6124200773"),
    (KEY_192, "", "2830668132"),
    (KEY_192, TWEAK, "2496655549"),
    (KEY_256, "", "6657667009"),
    (KEY_256, TWEAK, "1001623463"),
)


def ff1_round(key: bytes, tweak: bytes) -> numeral.RoundFunction:
    """Step 6 of FF1's encryption: CBC-MAC over a header, the tweak, the round and the right half."""
    left, right = numeral.halves(DIGITS)
    number_bytes = ((10**right - 1).bit_length() + 7) // 8
    wanted_bytes = 4 * -(-number_bytes // 4) + 4
    header = bytes([1, 2, 1]) + RADIX.to_bytes(3, "big") + bytes([10, left])
    header += DIGITS.to_bytes(4, "big") + len(tweak).to_bytes(4, "big")

    def value(number: int, b: int, m: int) -> int:
        padding = bytes(-(len(tweak) + number_bytes + 1) % 16)
        message = header + tweak + padding + bytes([number]) + b.to_bytes(number_bytes, "big")
        chained = bytes(16)
        for i in range(0, len(message), 16):
            mixed = bytes(x ^ y for x, y in zip(chained, message[i : i + 16], strict=True))
            chained = aes.encrypt(key, mixed)
        return int.from_bytes(chained[:wanted_bytes], "big")

    return value


class NetworkTests(unittest.TestCase):
    def test_aes_meets_the_examples_of_fips_197(self) -> None:
        block = bytes.fromhex("00112233445566778899aabbccddeeff")
        for length, cipher in (
            (16, "69c4e0d86a7b0430d8cdb78070b4c55a"),
            (24, "dda97ca4864cdfe06eaf70a0ec0d7191"),
            (32, "8ea2b7ca516745bfeafc49904b496089"),
        ):
            self.assertEqual(aes.encrypt(bytes(range(length)), block).hex(), cipher)

    def test_nist_samples_of_ten_digits(self) -> None:
        for key, tweak, cipher in SAMPLES:
            rounds = ff1_round(bytes.fromhex(key), bytes.fromhex(tweak))
            self.assertEqual(numeral.encipher_with(rounds, DIGITS, 123_456_789), int(cipher))
            self.assertEqual(numeral.decipher_with(rounds, DIGITS, int(cipher)), 123_456_789)

    def test_deciphering_undoes_enciphering(self) -> None:
        stream = Stream("network test")
        for digits in (10, 11, 12):
            for _ in range(50):
                key, tweak, x = stream.key(), stream.below(2**64), stream.below(10**digits)
                y = numeral.encipher(key, digits, tweak, x)
                self.assertTrue(0 <= y < 10**digits)
                self.assertEqual(numeral.decipher(key, digits, tweak, y), x)

    def test_small_networks_are_permutations(self) -> None:
        for digits in (2, 3):
            rounds = numeral.hmac_round(bytes(32), digits, 5)
            images = {numeral.encipher_with(rounds, digits, x) for x in range(10**digits)}
            self.assertEqual(images, set(range(10**digits)))


if __name__ == "__main__":
    unittest.main()
