    .section .note.GNU-stack, "", %progbits
// What compilers call to move bytes, small before fast: a box has little flash and no hurry.
// For C and for Rust alike; lengths below 2^31.
    .syntax unified
    .thumb

// void memcpy(to, from, length): from the last byte down.
    .section .text.memcpy, "ax", %progbits
    .global memcpy, __aeabi_memcpy, __aeabi_memcpy4, __aeabi_memcpy8
    .thumb_func
memcpy:
    .thumb_func
__aeabi_memcpy:
    .thumb_func
__aeabi_memcpy4:
    .thumb_func
__aeabi_memcpy8:
    b 2f
1:  ldrb r3, [r1, r2]
    strb r3, [r0, r2]
2:  subs r2, #1
    bpl 1b
    bx lr

// void memmove(to, from, length): down if it moves up, up if it moves down.
    .section .text.memmove, "ax", %progbits
    .global memmove, __aeabi_memmove, __aeabi_memmove4, __aeabi_memmove8
    .thumb_func
memmove:
    .thumb_func
__aeabi_memmove:
    .thumb_func
__aeabi_memmove4:
    .thumb_func
__aeabi_memmove8:
    cmp r0, r1
    bhi memcpy
    push {r4, lr}
    movs r4, #0
    b 2f
1:  ldrb r3, [r1, r4]
    strb r3, [r0, r4]
    adds r4, #1
2:  cmp r4, r2
    bne 1b
    pop {r4, pc}

// void memset(to, value, length), and Arm's with the arguments the other way round.
    .section .text.memset, "ax", %progbits
    .global memset, __aeabi_memset, __aeabi_memset4, __aeabi_memset8
    .global __aeabi_memclr, __aeabi_memclr4, __aeabi_memclr8
    .thumb_func
__aeabi_memclr:
    .thumb_func
__aeabi_memclr4:
    .thumb_func
__aeabi_memclr8:
    movs r2, #0
    .thumb_func
__aeabi_memset:
    .thumb_func
__aeabi_memset4:
    .thumb_func
__aeabi_memset8:
    mov r3, r1
    mov r1, r2
    mov r2, r3
    .thumb_func
memset:
    b 2f
1:  strb r1, [r0, r2]
2:  subs r2, #1
    bpl 1b
    bx lr

// int memcmp(left, right, length); bcmp is as good for whoever asks for less.
    .section .text.memcmp, "ax", %progbits
    .global memcmp, bcmp
    .thumb_func
bcmp:
    .thumb_func
memcmp:
    push {r4, r5, lr}
    movs r5, #0
    b 2f
1:  ldrb r3, [r0, r5]
    ldrb r4, [r1, r5]
    adds r5, #1
    subs r3, r3, r4
    bne 3f
2:  cmp r5, r2
    bne 1b
    movs r3, #0
3:  mov r0, r3
    pop {r4, r5, pc}
