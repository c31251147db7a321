//! Where a box saves: the caller's callbacks, and the journal over flash.

use core::ffi::c_void;
use core::mem::{ManuallyDrop, MaybeUninit, align_of, size_of};

use doorward::bounds::SNAPSHOT_LEN;
use doorward::lockbox::{FRAME_LEN, Flash, Journal, Store, StoreError};

use crate::guard::{apart, change, out, read, run};
use crate::result::dw_result;

/// Bytes of a snapshot: everything that a box remembers.
pub const DW_SNAPSHOT_LEN: usize = 1536;
/// Bytes that an area of flash has to have at least, for one frame of a journal.
pub const DW_FRAME_LEN: usize = 1556;
/// Eight-byte words of `dw_journal`.
pub const DW_JOURNAL_WORDS: usize = 12;

const _: () = assert!(DW_SNAPSHOT_LEN == SNAPSHOT_LEN && DW_FRAME_LEN == FRAME_LEN);

/// A snapshot: everything that a box remembers.
#[repr(C)]
pub struct dw_snapshot {
    /// The bytes.
    pub bytes: [u8; DW_SNAPSHOT_LEN],
}

/// Where a box saves what it remembers. `save` keeps the `length` bytes at `snapshot` in the
/// place of those before and returns 0; or returns another number, and then those before, or
/// these, whole, are there. When it returns 0 they must outlast a loss of power the next
/// instant, and nothing of those before may be readable.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_store {
    /// The caller's, handed to `save`.
    pub context: *mut c_void,
    /// Saves. May not call back into the library with the same box.
    pub save: Option<
        unsafe extern "C" fn(context: *mut c_void, snapshot: *const u8, length: usize) -> u32,
    >,
}

/// A store of C, as the core has it.
pub(crate) struct Callbacks {
    context: *mut c_void,
    save: unsafe extern "C" fn(*mut c_void, *const u8, usize) -> u32,
}

impl TryFrom<&dw_store> for Callbacks {
    type Error = dw_result;

    fn try_from(store: &dw_store) -> Result<Self, dw_result> {
        Ok(Self {
            context: store.context,
            save: store.save.ok_or(dw_result::DW_ERROR_NULL)?,
        })
    }
}

impl Store for Callbacks {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        // SAFETY: the caller's own function, with the arguments that it was promised.
        match unsafe { (self.save)(self.context, snapshot.as_ptr(), snapshot.len()) } {
            0 => Ok(()),
            _ => Err(StoreError),
        }
    }
}

/// Two areas of flash of equal size, 0 and 1. Each function returns 0 for success. A byte is
/// written once between two erasures, to 0xff, and may then be cleared to zero, as flash does.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_flash {
    /// The caller's, handed to each function.
    pub context: *mut c_void,
    /// Bytes of one area, at least `DW_FRAME_LEN`. An area with room for several frames is
    /// erased so much less often.
    pub area_length: usize,
    /// Reads `length` bytes from `offset` of an area.
    pub read: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            area: u8,
            offset: usize,
            bytes: *mut u8,
            length: usize,
        ) -> u32,
    >,
    /// Erases an area.
    pub erase: Option<unsafe extern "C" fn(context: *mut c_void, area: u8) -> u32>,
    /// Writes `length` bytes to an erased part of an area, or zeros over what was written.
    pub write: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            area: u8,
            offset: usize,
            bytes: *const u8,
            length: usize,
        ) -> u32,
    >,
}

/// A flash whose functions are all there.
struct Areas(dw_flash);

impl Areas {
    fn new(flash: &dw_flash) -> Result<Self, dw_result> {
        if flash.read.is_none() || flash.erase.is_none() || flash.write.is_none() {
            return Err(dw_result::DW_ERROR_NULL);
        }
        Ok(Self(*flash))
    }
}

fn ended(number: u32) -> Result<(), StoreError> {
    if number == 0 { Ok(()) } else { Err(StoreError) }
}

impl Flash for Areas {
    fn area_len(&self) -> usize {
        self.0.area_length
    }

    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        let read = self.0.read.ok_or(StoreError)?;
        let (to, length) = (bytes.as_mut_ptr(), bytes.len());
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { read(self.0.context, area, offset, to, length) })
    }

    fn erase(&mut self, area: u8) -> Result<(), StoreError> {
        let erase = self.0.erase.ok_or(StoreError)?;
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { erase(self.0.context, area) })
    }

    fn write(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        let write = self.0.write.ok_or(StoreError)?;
        let (from, length) = (bytes.as_ptr(), bytes.len());
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { write(self.0.context, area, offset, from, length) })
    }
}

/// A journal over flash, in the caller's memory. Made by `dw_journal_mount`; it needs no end.
#[repr(C)]
pub struct dw_journal {
    /// Not for the caller.
    pub opaque: [u64; DW_JOURNAL_WORDS],
}

/// What a made journal begins with.
const MADE: u32 = 0x4457_4a31;

#[repr(C)]
struct State {
    made: u32,
    journal: ManuallyDrop<Journal<Areas>>,
}

const _: () = assert!(
    size_of::<State>() <= size_of::<dw_journal>()
        && align_of::<State>() <= align_of::<dw_journal>()
);

/// # Safety
/// As for [`change`].
unsafe fn state<'a>(journal: *mut dw_journal) -> Result<&'a mut State, dw_result> {
    // SAFETY: the caller's promise; the number is there before the journal is believed.
    let made = unsafe { change(journal)? };
    let state = (&raw mut *made).cast::<State>();
    // SAFETY: within the caller's memory.
    if unsafe { (*state).made } != MADE {
        return Err(dw_result::DW_ERROR_NOT_READY);
    }
    // SAFETY: `dw_journal_mount` made it.
    Ok(unsafe { &mut *state })
}

/// Looks for the newest frame on flash, and does what a loss of power left undone.
/// `DW_STORE_FAILED` where flash cannot be read or has no room for a frame.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_journal_mount(
    flash: *const dw_flash,
    journal: *mut dw_journal,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (flash, journal) =
            unsafe { (read(flash)?, out(journal.cast::<MaybeUninit<State>>())?) };
        let made = Journal::mount(Areas::new(flash)?)?;
        journal.put(MaybeUninit::new(State {
            made: MADE,
            journal: ManuallyDrop::new(made),
        }));
        Ok(())
    })
}

/// Reads the snapshot saved last; `DW_NOT_FOUND` where there is none, or a newer one was
/// damaged: then the box's state is lost, and it has to be provisioned anew.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_journal_load(
    journal: *mut dw_journal,
    snapshot: *mut dw_snapshot,
) -> dw_result {
    run(|| {
        apart(journal, snapshot, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (state, snapshot) = unsafe { (state(journal)?, change(snapshot)?) };
        if state.journal.load(&mut snapshot.bytes)? {
            Ok(())
        } else {
            Err(dw_result::DW_NOT_FOUND)
        }
    })
}

/// Saves a snapshot in a journal: the `save` of a `dw_store` whose context is a `dw_journal`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_journal_save(
    journal: *mut c_void,
    snapshot: *const u8,
    length: usize,
) -> u32 {
    run(|| {
        if length != DW_SNAPSHOT_LEN {
            return Err(dw_result::DW_ERROR_LENGTH);
        }
        let journal = journal.cast::<dw_journal>();
        apart(journal, snapshot, length)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let state = unsafe { state(journal)? };
        // SAFETY: as long as a snapshot.
        let snapshot = unsafe { read(snapshot.cast::<dw_snapshot>())? };
        state.journal.save(&snapshot.bytes)?;
        Ok(())
    }) as u32
}
