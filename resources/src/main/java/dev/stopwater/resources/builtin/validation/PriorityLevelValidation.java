package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of PriorityLevelConfigurations.
final class PriorityLevelValidation {

  static final KindValidation RULES =
      KindValidation.of(PriorityLevelValidation::create).revalidatedBefore();

  private static final Path SPEC = Path.of("spec");
  private static final Path LIMITED = SPEC.child("limited");
  private static final Path RESPONSE = LIMITED.child("limitResponse");
  private static final List<String> TYPES = List.of("Exempt", "Limited");
  private static final List<String> RESPONSES = List.of("Queue", "Reject");
  private static final long MOST_QUEUES = 10_000_000;
  private static final int MOST_BITS = 60;
  private static final String SHARES = "must be a non-negative integer";
  private static final String POSITIVE = "must be positive";
  private static final InternalForm FORM =
      InternalForm.of(
          """
          Type:text
          Limited:?{NominalConcurrencyShares:number
            LimitResponse:{Type:text Queuing:?{Queues:number HandSize:number
              QueueLengthLimit:number}}
            LendablePercent:any BorrowingLimitPercent:any}
          Exempt:?{NominalConcurrencyShares:any LendablePercent:any}
          """);

  private PriorityLevelValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    String name = object.mapOrEmpty("metadata").text("name", "");
    String type = spec.text("type", "");
    if (name.equals("exempt") != type.equals("Exempt") && TYPES.contains(type)) {
      errors.invalidText(
          SPEC.child("type"), type, "must be 'Exempt' if and only if `name` is 'exempt'");
    }
    byType(type, spec, errors);
    fixed(name, spec, errors);
  }

  private static void byType(String type, MapValue spec, FieldErrors errors) {
    MapValue limited = spec.map("limited");
    MapValue exempt = spec.map("exempt");
    switch (type) {
      case "" -> errors.required(SPEC.child("type"));
      case "Exempt" -> {
        if (limited != null) {
          errors.forbidden(LIMITED, "must be nil if the type is not Limited");
        }
        if (exempt != null) {
          shares(exempt, SPEC.child("exempt"), errors);
        }
      }
      case "Limited" -> {
        if (exempt != null) {
          errors.forbidden(SPEC.child("exempt"), "must be nil if the type is Limited");
        }
        if (limited == null) {
          errors.required(LIMITED, "must not be empty when type is Limited");
        } else {
          limited(limited, errors);
        }
      }
      default -> errors.notSupportedText(SPEC.child("type"), type, TYPES);
    }
  }

  private static void shares(MapValue level, Path at, FieldErrors errors) {
    Numbers.atLeast(level, "nominalConcurrencyShares", 0, SHARES, at, errors);
    Numbers.inRange(level, "lendablePercent", 0, 100, at, errors);
  }

  private static void limited(MapValue limited, FieldErrors errors) {
    Numbers.atLeast(limited, "nominalConcurrencyShares", 0, SHARES, LIMITED, errors);
    response(limited.mapOrEmpty("limitResponse"), errors);
    Numbers.inRange(limited, "lendablePercent", 0, 100, LIMITED, errors);
    Numbers.atLeast(
        limited,
        "borrowingLimitPercent",
        0,
        "if specified, must be a non-negative integer",
        LIMITED,
        errors);
  }

  private static void response(MapValue response, FieldErrors errors) {
    MapValue queuing = response.map("queuing");
    Path at = RESPONSE.child("queuing");
    switch (response.text("type", "")) {
      case "" -> errors.required(RESPONSE.child("type"));
      case "Reject" -> {
        if (queuing != null) {
          errors.forbidden(at, "must be nil if limited.limitResponse.type is not Limited");
        }
      }
      case "Queue" -> {
        if (queuing == null) {
          errors.required(at, "must not be empty if limited.limitResponse.type is Limited");
        } else {
          queuing(queuing, at, errors);
        }
      }
      default ->
          errors.notSupportedText(RESPONSE.child("type"), response.text("type", ""), RESPONSES);
    }
  }

  private static void queuing(MapValue queuing, Path at, FieldErrors errors) {
    Numbers.atLeast(queuing, "queueLengthLimit", 1, POSITIVE, at, errors);
    Numbers.atLeast(queuing, "queues", 1, POSITIVE, at, errors);
    long queues = queuing.integer("queues", 0);
    if (queues > MOST_QUEUES) {
      errors.invalid(
          at.child("queues"), Long.toString(queues), "must not be greater than " + MOST_QUEUES);
    }
    long hand = queuing.integer("handSize", 0);
    Path field = at.child("handSize");
    String shown = Long.toString(hand);
    if (hand <= 0) {
      errors.invalid(field, shown, POSITIVE);
    } else if (hand > queues) {
      errors.invalid(field, shown, "should not be greater than queues (" + queues + ")");
    } else if (Math.ceil(Math.log((double) queues) / Math.log(2) * hand) > MOST_BITS) {
      errors.invalid(
          field,
          shown,
          "required entropy bits of deckSize "
              + queues
              + " and handSize "
              + hand
              + " should not be greater than "
              + MOST_BITS);
    }
  }

  private static void fixed(String name, MapValue spec, FieldErrors errors) {
    MapValue fixed = MandatoryFlows.level(name);
    if (fixed == null) {
      return;
    }
    boolean exempt = name.equals("exempt");
    MapValue compared = spec.copy();
    if (exempt) {
      compared.remove("exempt");
    }
    if (!Immutable.same(compared, fixed)) {
      errors.invalid(
          SPEC,
          FORM.show(spec),
          "spec of '"
              + name
              + (exempt ? "' except the 'spec.exempt' field" : "'")
              + " must equal the fixed value");
    }
  }
}
