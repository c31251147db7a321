"""AES encryption of one block, as FIPS 197 describes it, for the FF1 samples alone."""


def times_two(a: int) -> int:
    return (a << 1) ^ (0x11B if a & 0x80 else 0)


def product(a: int, b: int) -> int:
    """In the field of 256 elements."""
    total = 0
    while b:
        if b & 1:
            total ^= a
        a, b = times_two(a), b >> 1
    return total


def substitute(byte: int) -> int:
    inverse = next((x for x in range(256) if product(byte, x) == 1), 0)
    rotations = [(inverse << n | inverse >> (8 - n)) & 0xFF for n in range(5)]
    return rotations[0] ^ rotations[1] ^ rotations[2] ^ rotations[3] ^ rotations[4] ^ 0x63


S_BOX = [substitute(byte) for byte in range(256)]


def expand_key(key: bytes) -> list[list[int]]:
    """The round keys, 16 bytes each."""
    words = [list(key[i : i + 4]) for i in range(0, len(key), 4)]
    length = len(words)
    constant = 1
    while len(words) < 4 * (length + 7):
        word = words[-1]
        if len(words) % length == 0:
            word = [S_BOX[byte] for byte in word[1:] + word[:1]]
            word[0] ^= constant
            constant = times_two(constant)
        elif length > 6 and len(words) % length == 4:
            word = [S_BOX[byte] for byte in word]
        words.append([a ^ b for a, b in zip(words[-length], word, strict=True)])
    return [sum(words[i : i + 4], []) for i in range(0, len(words), 4)]


def mix_column(column: list[int]) -> list[int]:
    rows = ((2, 3, 1, 1), (1, 2, 3, 1), (1, 1, 2, 3), (3, 1, 1, 2))
    mixed = []
    for row in rows:
        byte = 0
        for factor, value in zip(row, column, strict=True):
            byte ^= product(value, factor)
        mixed.append(byte)
    return mixed


def encrypt(key: bytes, block: bytes) -> bytes:
    keys = expand_key(key)
    state = [a ^ b for a, b in zip(block, keys[0], strict=True)]
    for number, round_key in enumerate(keys[1:], start=1):
        state = [S_BOX[byte] for byte in state]
        state = [state[(i + 4 * (i % 4)) % 16] for i in range(16)]
        if number < len(keys) - 1:
            state = sum((mix_column(state[i : i + 4]) for i in range(0, 16, 4)), [])
        state = [a ^ b for a, b in zip(state, round_key, strict=True)]
    return bytes(state)
