//! Sorting in place without the panic machinery, which the standard sorts carry for orders
//! that contradict themselves.

/// Up to this many items are sorted by insertion, which is also the quicker the better they
/// are sorted already.
const SHORT: usize = 24;

/// Sorts by `is_less`, not stably.
pub(in crate::market) fn sort<T>(items: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    if items.len() <= SHORT || items.is_sorted_by(|a, b| !is_less(b, a)) {
        insert(items, is_less);
    } else {
        sort_by_heap(items, is_less);
    }
}

fn insert<T>(items: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut place = end;
        while let Some(before) = place.checked_sub(1) {
            match items.get_mut(before..=place) {
                Some([before, item]) if is_less(item, before) => core::mem::swap(before, item),
                _ => break,
            }
            place = before;
        }
    }
}

fn sort_by_heap<T>(items: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    for root in (0..items.len() / 2).rev() {
        sift(items, root, &is_less);
    }
    for end in (1..items.len()).rev() {
        if let Ok([greatest, last]) = items.get_disjoint_mut([0, end]) {
            core::mem::swap(greatest, last);
        }
        if let Some(heap) = items.get_mut(..end) {
            sift(heap, 0, &is_less);
        }
    }
}

/// Lets the root of a heap sink to its place.
fn sift<T>(heap: &mut [T], root: usize, is_less: &impl Fn(&T, &T) -> bool) {
    let mut parent = root;
    loop {
        let left = parent.saturating_mul(2).saturating_add(1);
        let right = left.saturating_add(1);
        let is_right = match (heap.get(left), heap.get(right)) {
            (None, _) => return,
            (Some(_), None) => false,
            (Some(left), Some(right)) => is_less(left, right),
        };
        let child = if is_right { right } else { left };
        match heap.get_disjoint_mut([parent, child]) {
            Ok([parent, child]) if is_less(parent, child) => core::mem::swap(parent, child),
            _ => return,
        }
        parent = child;
    }
}

#[cfg(test)]
mod tests {
    use test_std::vec::Vec;

    use super::sort;

    #[test]
    fn every_length_is_sorted_whatever_the_order_before() {
        let mut seed = 7_u32;
        for len in 0..200 {
            let mut items: Vec<u32> = (0..len)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    seed >> 26
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            sort(&mut items, |a, b| a < b);
            assert_eq!(items, expected);
            items.reverse();
            sort(&mut items, |a, b| a < b);
            assert_eq!(items, expected);
        }
    }
}
