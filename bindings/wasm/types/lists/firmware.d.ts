// Written by `cargo xtask wasm` from the library's lists.

/** What a box says to a manifest. */
export type OfferAnswer =
  /** not a manifest */
  | "bad_manifest"
  /** the firmware is for another model */
  | "wrong_model"
  /** the transfer goes on */
  | "resumed"
  /** the firmware may not replace the one that runs */
  | "wrong_version"
  /** a newer firmware is on its way already */
  | "older_than_stored"
  /** the maker has not signed this */
  | "bad_signature"
  /** the transfer begins */
  | "accepted";

/** What a box says to a piece. */
export type PieceAnswer =
  /** no manifest was accepted */
  | "no_manifest"
  /** the image has no such piece */
  | "bad_index"
  /** the piece is there already */
  | "already"
  /** the piece has another length */
  | "bad_length"
  /** not this piece of the image */
  | "bad_piece"
  /** the piece is stored */
  | "stored"
  /** the image is complete */
  | "complete"
  /** the image is damaged, and has to be brought again */
  | "bad_image";

/** What a box says to an activation. */
export type ActivationAnswer =
  /** the firmware is activated */
  | "activated"
  /** the firmware was activated before */
  | "already"
  /** pieces of the firmware are missing */
  | "incomplete";
