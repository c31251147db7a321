"""CRC-32C (Castagnoli): reflected, all ones before and after."""

POLYNOMIAL = 0x82F63B78
ALL_ONES = 0xFFFFFFFF


def of_one_byte(register: int) -> int:
    for _ in range(8):
        register = register >> 1 ^ (POLYNOMIAL if register & 1 else 0)
    return register


TABLE = [of_one_byte(byte) for byte in range(256)]


def crc32c(data: bytes) -> int:
    register = ALL_ONES
    for byte in data:
        register = register >> 8 ^ TABLE[(register ^ byte) & 0xFF]
    return register ^ ALL_ONES
