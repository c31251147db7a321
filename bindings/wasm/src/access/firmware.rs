//! Firmware by visits: the maker's manifest, and the transfer on a box.

use doorward::bounds::{MANIFEST_SIGNATURE_LEN, PROGRESS_MAX_LEN};
use doorward::fleet::FleetError;
use doorward::fleet::firmware::{
    self, FirmwareStore, Manifest, ManifestHead, NotSigned, PieceAnswer, Release, Signed,
    TransferState,
};
use doorward::lockbox::StoreError;
use js_sys::Function;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::journal::{Method, number};
use super::keys::id;
use super::values::{bytes, bytes_of, fixed};
use crate::fault::{Fault, Result};
use crate::values::{read, whole, write};

const MANIFEST: &str = "a manifest";
const PIECE: &str = "a piece's number must be 0 to 65,535";
const VERSION: &str = "a firmware version must be 0 to 4,294,967,295";

fn refused(error: FleetError) -> Fault {
    Fault::new(error.name(), error.text())
}

fn failed(error: StoreError) -> Fault {
    Fault::new("store_failed", &error.to_string())
}

fn function(argument: &JsValue, what: &str) -> Result<Function> {
    let function = argument.dyn_ref::<Function>().cloned();
    function.ok_or_else(|| Fault::bad_value(&format!("{what} must be a function")))
}

/// The manifest of an image. `sign` gets the message and gives the signature of the maker, 64 bytes as
/// Ed25519 has them.
///
/// @throws {DoorwardError} `bad_value`; what `sign` throws
#[wasm_bindgen(js_name = buildManifest, unchecked_return_type = "Uint8Array")]
pub fn build_manifest(
    #[wasm_bindgen(unchecked_param_type = "FirmwareRelease")] release: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] image: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "(message: Uint8Array) => Uint8Array")] sign: &JsValue,
) -> std::result::Result<JsValue, JsValue> {
    let release: Release = read(release)?;
    let (image, sign) = (bytes_of(image, "an image")?, function(sign, "sign")?);
    let pieces = image.len().div_ceil(usize::from(release.piece_len).max(1));
    // A head, a check of 16 bytes for each piece, and the signature: fewer than 100 bytes besides.
    let mut room = vec![0; pieces.saturating_mul(16).saturating_add(256)];
    let mut problem = None;
    let built = Manifest::build(&mut room, &release, &image, |prefix, body| {
        let signature = sign
            .call1(&JsValue::UNDEFINED, &bytes(&[prefix, body].concat()))
            .and_then(|given| Ok(fixed::<MANIFEST_SIGNATURE_LEN>(&given, "a signature")?));
        signature.unwrap_or_else(|error| {
            problem = Some(error);
            [0; MANIFEST_SIGNATURE_LEN]
        })
    });
    let built = bytes(built.map_err(refused)?);
    problem.map_or(Ok(built), Err)
}

/// What a manifest says, and the SHA-256 of all its bytes: the argument of operation 8. Whether the
/// maker signed it is another question.
///
/// @throws {DoorwardError} `bad_manifest`, `bad_value`
#[wasm_bindgen(js_name = readManifest, unchecked_return_type = "FirmwareManifest & { sha256: Hex }")]
pub fn read_manifest(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] manifest: &JsValue,
) -> Result<JsValue> {
    #[derive(Serialize)]
    struct Members<'a> {
        #[serde(flatten)]
        head: &'a ManifestHead,
        sha256: String,
    }
    let manifest = bytes_of(manifest, MANIFEST)?;
    let manifest = Manifest::parse(&manifest).map_err(refused)?;
    let sha256 = manifest.sha256();
    write(&Members {
        head: manifest.head(),
        sha256: sha256
            .iter()
            .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")),
    })
}

#[derive(Debug)]
struct Store {
    save_record: Method,
    read_record: Method,
    save_manifest: Method,
    read_manifest: Method,
    write_image: Method,
    read_image: Method,
}

impl FirmwareStore for Store {
    fn save_record(&mut self, record: &[u8]) -> std::result::Result<(), StoreError> {
        self.save_record.call([bytes(record)]).map(drop)
    }

    fn read_record(
        &self,
        room: &mut [u8; PROGRESS_MAX_LEN],
    ) -> std::result::Result<usize, StoreError> {
        let record = self.read_record.call([])?;
        let record = bytes_of(&record, "").map_err(|_| StoreError)?;
        let place = room.get_mut(..record.len()).ok_or(StoreError)?;
        place.copy_from_slice(&record);
        Ok(record.len())
    }

    fn save_manifest(&mut self, manifest: &[u8]) -> std::result::Result<(), StoreError> {
        self.save_manifest.call([bytes(manifest)]).map(drop)
    }

    fn read_manifest(
        &self,
        offset: usize,
        bytes: &mut [u8],
    ) -> std::result::Result<(), StoreError> {
        let arguments = [number(offset), number(bytes.len())];
        self.read_manifest.read(arguments, bytes)
    }

    fn write_image(&mut self, offset: u32, bytes: &[u8]) -> std::result::Result<(), StoreError> {
        let arguments = [offset.into(), self::bytes(bytes)];
        self.write_image.call(arguments).map(drop)
    }

    fn read_image(&self, offset: u32, bytes: &mut [u8]) -> std::result::Result<(), StoreError> {
        let arguments = [offset.into(), number(bytes.len())];
        self.read_image.read(arguments, bytes)
    }
}

/// A box's transfer of new firmware, in pieces that any phones bring in any order. No state of it
/// changes what opens the box.
#[wasm_bindgen]
#[derive(Debug)]
pub struct FirmwareTransfer {
    transfer: firmware::Transfer,
    store: Store,
}

#[wasm_bindgen]
impl FirmwareTransfer {
    /// Goes on where the store says, as after a loss of power.
    ///
    /// @throws {DoorwardError} `store_failed`, `bad_value`
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "FirmwareStore")] store: &JsValue,
    ) -> Result<FirmwareTransfer> {
        let method = |name| Method::of(store, "a store", name);
        let mut store = Store {
            save_record: method("saveRecord")?,
            read_record: method("readRecord")?,
            save_manifest: method("saveManifest")?,
            read_manifest: method("readManifest")?,
            write_image: method("writeImage")?,
            read_image: method("readImage")?,
        };
        let transfer = firmware::Transfer::restore(&mut store).map_err(failed)?;
        Ok(Self { transfer, store })
    }

    /// Where the transfer stands.
    #[must_use]
    #[wasm_bindgen(getter, unchecked_return_type = "TransferState")]
    pub fn state(&self) -> String {
        let state = match self.transfer.state() {
            TransferState::Idle => "idle",
            TransferState::Receiving => "receiving",
            TransferState::Complete => "complete",
            TransferState::Activated => "activated",
        };
        state.to_owned()
    }

    /// What the manifest that was accepted says; `null` in the state idle.
    #[wasm_bindgen(getter, unchecked_return_type = "FirmwareManifest | null")]
    pub fn manifest(&self) -> Result<JsValue> {
        write(&self.transfer.manifest())
    }

    /// Decides about a manifest for a box of this model that runs this firmware version. `verify` gets
    /// the message and the signature, and says whether it is the maker's; one that throws says no.
    ///
    /// @throws {DoorwardError} `store_failed`, `id_length`, `id_character`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "OfferAnswer")]
    pub fn offer(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] manifest: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] model: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] running: &JsValue,
        #[wasm_bindgen(
            unchecked_param_type = "(message: Uint8Array, signature: Uint8Array) => boolean"
        )]
        verify: &JsValue,
    ) -> Result<JsValue> {
        let (manifest, model) = (bytes_of(manifest, MANIFEST)?, id(model)?);
        let (running, verify) = (whole(running, VERSION)?, function(verify, "verify")?);
        let is_signed = |signed: &Signed<'_>| {
            let message = bytes(&[signed.prefix, signed.body].concat());
            let said = verify.call2(&JsValue::UNDEFINED, &message, &bytes(signed.signature));
            match said {
                Ok(said) if said.as_bool() == Some(true) => Ok(()),
                _ => Err(NotSigned),
            }
        };
        let store = &mut self.store;
        let answer = self
            .transfer
            .offer(store, &manifest, &model, running, is_signed);
        write(&answer.map_err(failed)?)
    }

    /// Takes a piece in; the last one that was missing has the whole image checked.
    ///
    /// @throws {DoorwardError} `store_failed`, `bad_value`
    #[wasm_bindgen(unchecked_return_type = "PieceAnswer")]
    pub fn piece(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] index: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] piece: &JsValue,
    ) -> Result<JsValue> {
        let (index, piece) = (whole(index, PIECE)?, bytes_of(piece, "a piece")?);
        let answer: PieceAnswer = self
            .transfer
            .piece(&mut self.store, index, &piece)
            .map_err(failed)?;
        write(&answer)
    }

    /// The first piece from this one on that is missing; `null` if none is.
    ///
    /// @throws {DoorwardError} `bad_value`
    #[wasm_bindgen(unchecked_return_type = "number | null")]
    pub fn missing(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] from: &JsValue,
    ) -> Result<JsValue> {
        let missing = self.transfer.missing(whole(from, PIECE)?);
        Ok(missing.map_or(JsValue::NULL, JsValue::from))
    }

    /// Hands an image that is complete to the boot loader: to be told it when this returns.
    ///
    /// @throws {DoorwardError} `store_failed`
    #[wasm_bindgen(unchecked_return_type = "ActivationAnswer")]
    pub fn activate(&mut self) -> Result<JsValue> {
        write(&self.transfer.activate(&mut self.store).map_err(failed)?)
    }

    /// Notes that the new firmware runs, or could not be started.
    ///
    /// @throws {DoorwardError} `store_failed`
    pub fn finish(&mut self) -> Result<()> {
        self.transfer.finish(&mut self.store).map_err(failed)
    }
}
