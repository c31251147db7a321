//! What happens on the day, hour by hour.

use doorward::bounds::NONCE_LEN;
use doorward::codes::{Code, Operation};
use doorward::grants::{GrantOperation, Operations};

use super::{EPOCH, Played, Scene, at};

impl Scene {
    pub(super) fn day(&mut self) -> Played<()> {
        let wide = Operation::KeyCompartment;
        self.at(8, 30);
        self.sync(1)?;
        self.at(9, 0);
        let contractor = self.day_code(0)?;
        let (agent, _) = self.flex_code(at(14, 0), 2)?;
        let (inspector, tomorrow) = self.flex_code(at(34, 0), 3)?;
        self.at(9, 5);
        let stager = self.grant(0x5a, at(12, 0), at(20, 0), Operations::GUEST, 3, 1);
        self.at(10, 0);
        self.sync(2)?;
        for (hour, minute) in [(10, 5), (10, 50), (11, 6)] {
            self.at(hour, minute);
            self.enter(wide, &contractor);
        }
        self.at(12, 30);
        self.present(&stager, GrantOperation::KeyCompartment)?;
        self.leave();
        self.confirm();
        self.at(13, 57);
        self.enter(wide, &agent);
        self.at(14, 18);
        self.enter(Operation::Shackle, &agent);
        self.at(14, 20);
        self.enter(wide, &agent);
        self.confirm();
        self.at(14, 40);
        self.enter(wide, &agent);
        self.at(14, 45);
        for guess in [
            "1234567",
            "1111111111",
            "0000000",
            "9876543210",
            "123456789012",
            "2222222",
        ] {
            self.enter(wide, &Code::parse(guess)?);
        }
        self.at(15, 30);
        let cancellation = self.key.service().cancel_flex(&tomorrow, EPOCH)?;
        self.enter(wide, &cancellation);
        self.at(15, 31);
        self.enter(wide, &inspector);
        self.at(16, 30);
        self.at(16, 40);
        let revoked = self.bulletin(3, [0; NONCE_LEN], &stager)?;
        self.at(16, 45);
        let appraiser = self.grant(0xaa, at(17, 0), at(18, 0), Operations::GUEST, 1, 3);
        self.at(17, 5);
        self.present(&appraiser, GrantOperation::KeyCompartment)?;
        self.leave();
        self.bring(&revoked);
        self.present(&appraiser, GrantOperation::KeyCompartment)?;
        self.leave();
        self.confirm();
        self.at(17, 20);
        self.present(&stager, GrantOperation::KeyCompartment)?;
        self.leave();
        self.at(17, 30);
        let photographer = self.day_code(1)?;
        self.at(18, 0);
        self.battery();
        self.at(18, 5);
        self.enter(wide, &photographer);
        self.at(18, 10);
        let clock = self.key.service().set_clock(self.now)?;
        self.enter(wide, &clock);
        self.at(18, 12);
        self.enter(wide, &photographer);
        self.confirm();
        self.at(18, 15);
        self.enter(wide, &contractor);
        self.at(18, 25);
        let member = self.grant(0xee, at(18, 0), at(42, 0), Operations::MEMBER, 0, 3);
        self.at(18, 30);
        self.present(&member, GrantOperation::ReadLog)?;
        self.drain()?;
        self.leave();
        Ok(())
    }
}
