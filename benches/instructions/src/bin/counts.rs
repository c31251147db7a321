//! Does what `benches/instructions/counts.txt` counts, each call once, under callgrind.

use std::ffi::CStr;
use std::hint::black_box;

use doorward::audit::AuditLog;
use doorward::codes::{Code, CodeProfile, CodeReader, CodeUse, FlexWindow, Operation};
use doorward::grants::Presentation;
use doorward::lockbox::Decision;
use doorward::market::{Date, Interval, Listing, Place, Property, Row, Rules, Status, Work};
use doorward_instructions::valgrind::{counted, is_there};
use doorward_instructions::{Failure, Scene};

fn main() -> Result<(), Failure> {
    if !is_there() {
        return Err("this runs under valgrind on x86-64: cargo xtask instructions".into());
    }
    let scene = Scene::new()?;
    codes(&scene)?;
    messages(&scene)?;
    engine(&scene)?;
    market()
}

fn must(works: bool, what: &CStr) -> Result<(), Failure> {
    if works {
        Ok(())
    } else {
        Err(format!("{what:?} did not do what it is counted for").into())
    }
}

fn codes(scene: &Scene) -> Result<(), Failure> {
    let (lockbox, profile) = (scene.lockbox(), CodeProfile::default());
    let (zone, tolerance) = (&scene.zone, scene.tolerance);
    let root = counted(c"key_derived", || black_box(&lockbox).day_root(0));
    let day = root.day(Scene::TODAY);
    let challenge = lockbox.challenge();
    counted(c"mac_keyed", || {
        black_box(&challenge).challenge(1, &[7; 16])
    });
    let code = counted(c"day_code", || black_box(&day).code(7, 3))?;
    let issuer = doorward::codes::day::Issuer::Service;
    counted(c"day_issued", || black_box(&day).issue(7, 0, issuer))?;

    let wrong = Code::parse("0000000")?;
    for (name, now, code, is_right) in [
        (c"day_read_right", Scene::NOON, &code, true),
        (c"day_read_wrong", Scene::NOON, &wrong, false),
        (c"day_read_right_midnight", Scene::MIDNIGHT, &code, true),
        (c"day_read_wrong_midnight", Scene::MIDNIGHT, &wrong, false),
    ] {
        let read = counted(name, || {
            black_box(&root).read(7, zone, now, tolerance, code)
        });
        must(read.is_ok() == is_right, name)?;
    }

    let flex = lockbox.flex(0);
    let operation = Operation::KeyCompartment;
    let window = FlexWindow::new(Scene::NOON.saturating_sub(3_600), 7_200)?;
    let digits = profile.flex_digits();
    let (_, code) = counted(c"flex_issued", || {
        black_box(&flex).issue(digits, window, operation, CodeUse::Single, 0)
    })?;
    let wrong = Code::parse("0000000000")?;
    for (name, code, is_right) in [
        (c"flex_read_right", &code, true),
        (c"flex_read_wrong", &wrong, false),
    ] {
        let read = counted(name, || {
            black_box(&flex).read(digits, Scene::NOON, tolerance, operation, code)
        });
        must(read.is_ok() == is_right, name)?;
    }

    let service = lockbox.service();
    let code = counted(c"service_code", || {
        black_box(&service).set_clock(Scene::NOON)
    })?;
    let wrong = Code::parse("000000000000")?;
    for (name, code, is_right) in [
        (c"service_read_right", &code, true),
        (c"service_read_wrong", &wrong, false),
    ] {
        let read = counted(name, || black_box(&service).read(code));
        must(read.is_ok() == is_right, name)?;
    }

    let card = scene.credential();
    let code = card.renewal_code(Scene::TODAY, 1)?;
    let read = counted(c"renewal_read_right", || {
        black_box(&card).read_renewal(Scene::TODAY, &code)
    });
    must(read == Ok(1), c"renewal_read_right")?;

    let reader = counted(c"reader_made", || CodeReader::new(&lockbox, 0, profile));
    let code = scene.day_code(9)?;
    let read = counted(c"reader_reads_day", || {
        black_box(&reader).read(zone, Scene::NOON, tolerance, operation, &code)
    });
    must(read.is_ok(), c"reader_reads_day")
}

fn messages(scene: &Scene) -> Result<(), Failure> {
    let lockbox = scene.lockbox();
    let challenge = [9; 16];
    let message = scene.presentation(&challenge)?;
    let parsed = counted(c"grant_parsed", || Presentation::parse(message.as_bytes()))?;
    let key = lockbox.grant(0);
    let verified = counted(c"grant_verified", || {
        black_box(&key).verify(&parsed, &challenge).is_ok()
    });
    must(verified, c"grant_verified")?;

    let (key, message) = (lockbox.bulletin(), scene.bulletin([5; 16])?);
    let opened = counted(c"bulletin_opened", || {
        black_box(&key).open(&scene.id, message.as_bytes())
    });
    must(opened.is_ok(), c"bulletin_opened")?;

    let (key, entry) = (scene.first_audit(), scene.entry());
    let row = counted(c"audit_row", || black_box(&key).row(&entry));
    let mut log = AuditLog::new(scene.first_audit());
    let found = counted(c"audit_row_checked", || log.check_row(&row));
    let is_genuine = matches!(found, doorward::audit::Finding::Genuine(_));
    must(is_genuine, c"audit_row_checked")
}

fn engine(scene: &Scene) -> Result<(), Failure> {
    let (mut engine, mut memory) = counted(c"box_provisioned", || scene.provision())?;
    let now = Scene::NOON;
    engine.key_pressed(now);
    let challenge = counted(c"box_challenge", || {
        engine.open_session(&mut memory, now, &[1; 16])
    })
    .map_err(|reason| reason.to_string())?;
    let message = scene.bulletin(challenge)?;
    let decision = counted(c"box_bulletin", || {
        engine.apply_bulletin(&mut memory, now, message.as_bytes())
    });
    let is_applied = matches!(decision, Decision::Applied { .. });
    must(is_applied, c"box_bulletin")?;

    let (_, flex) = scene.flex_code(now)?;
    for (name, code, opens) in [
        (c"box_day_wrong", "0000000", false),
        (c"box_day_right", scene.day_code(3)?.as_str(), true),
        (c"box_flex_wrong", "0000000000", false),
        (c"box_flex_right", flex.as_str(), true),
    ] {
        let decision = counted(name, || {
            let operation = Operation::KeyCompartment;
            engine.enter_code(&mut memory, now, operation, code.as_bytes())
        });
        must(matches!(decision, Decision::Open { .. }) == opens, name)?;
    }

    engine.disconnected();
    engine.key_pressed(now);
    let challenge = engine
        .open_session(&mut memory, now, &[2; 16])
        .map_err(|reason| reason.to_string())?;
    let message = scene.presentation(&challenge)?;
    let answer = counted(c"box_grant", || {
        engine.present_grant(&mut memory, now, message.as_bytes())
    });
    let is_open = matches!(answer.decision, Decision::Open { .. });
    must(is_open, c"box_grant")?;

    let (id, codes) = (&scene.id, CodeProfile::default());
    let restored = counted(c"box_restored", || {
        doorward::lockbox::Lockbox::restore(id, codes, scene.lockbox(), memory.saved())
    });
    must(restored.state().is_ok(), c"box_restored")
}

fn date(text: &str) -> Result<Date, Failure> {
    Date::parse(text).ok_or_else(|| "no date".into())
}

/// Ten listings of a property, one after another, each withdrawn and soon listed again.
fn market() -> Result<(), Failure> {
    const CHAIN: usize = 10;
    let names = (0..CHAIN).map(|number| format!("L{number}"));
    let names: Vec<String> = names.collect();
    let listings: Vec<Listing<'_>> = names.iter().map(|name| Listing::new(name)).collect();
    let mut rows = Vec::new();
    for (listing, month) in (0..).zip(1..) {
        if listings.len() <= usize::try_from(listing)? {
            break;
        }
        for (day, status) in [(1, Status::Active), (20, Status::Canceled)] {
            rows.push(Row {
                listing,
                date: date(&format!("2025-{month:02}-{day:02}"))?,
                status: Some(status),
                sequence: 0,
                event: None,
            });
        }
    }
    let mut places = [Place::default(); CHAIN];
    let mut intervals = [Interval::default(); 4 * CHAIN];
    let as_of = date("2025-12-31")?.day().ok_or("no day")?;
    let rules = Rules::default();
    let cdom = counted(c"market_chain_of_10", || {
        let work = Work {
            places: &mut places,
            intervals: &mut intervals,
        };
        let property = Property::new(&rules, as_of, &listings, &mut rows, work)?;
        property.outcome(CHAIN.saturating_sub(1)).map(|it| it.cdom)
    })?;
    must(cdom == Some(190), c"market_chain_of_10")
}
