// Facts in, rulings out; days on market.
import { NoRoom, bytes } from "./values.js";

const without = (object, ...names) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const renamed = (object, from, to) => ({ ...without(object, from), [to]: object[from] });

export const rules = ({ access, policy, market }) => {
  const zone = (hex) => {
    try {
      return access.Zone.fromBytes(bytes(hex)).toJSON();
    } catch (error) {
      throw new NoRoom(error.message);
    }
  };

  return {
    issuance: ({ association, parameters }, test) => ({
      ruling: policy.ruleIssuance({ association, parameters, ...test }),
    }),
    "status-gate": (group, test) =>
      group.function === "access"
        ? { access: policy.statusAccess(test.status, test.class, test.coming_soon_showings) }
        : policy.judgeStatusChange(test, group.parameters),
    appointment: (group, test) => {
      switch (group.function) {
        case "step":
          return renamed(policy.stepAppointment({ rules: group.rules, ...test }), "appointment", "appointment_after");
        case "access":
          return policy.admitAppointment(group.rules, test.appointment, test.holder, test.listing, test.now);
        case "grant":
          return renamed(policy.grantForAppointment(group.rules, test.appointment, test.bulletin), "bulletin", "bulletin_named");
        case "receive":
          return policy.receiveAppointment(test.last, test.event);
      }
    },
    "single-key": (group, test) => {
      let state = test.state;
      const steps = test.events.map((event) => {
        const ruling = policy.stepSingleKey(zone(group.zone), { afternoon: group.afternoon }, state, event);
        state = ruling.state;
        return ruling;
      });
      return { steps };
    },
    "renewal-policy": (group, test) =>
      renamed(policy.judgeRenewal(zone(group.zone), without(group, "zone", "tests"), test), "expires", "expires_after"),
    market: (group, test) =>
      without(market.daysOnMarket(test, group.rules), "gaps", "warnings"),
    "market-fields": (group, test) => market.daysOnMarket(test, group.rules),
    "market-leads": (_, test) => market.judgeLead(test),
    "market-keys": (group, test) => ({ properties: market.properties(test.records, group.property_key) }),
  };
};
