package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of CronJobs.
final class CronJobValidation {

  static final KindValidation RULES =
      KindValidation.of(CronJobValidation::create).update(CronJobValidation::update);

  private static final Path SPEC = Path.of("spec");
  private static final Path JOB = SPEC.child("jobTemplate").child("spec");
  private static final List<String> CONCURRENCY = List.of("Allow", "Forbid", "Replace");

  /// Jobs get eleven characters behind the name.
  private static final int LONGEST_NAME = 52;

  private CronJobValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    spec(object.mapOrEmpty("spec"), null, errors);
    String name = object.mapOrEmpty("metadata").text("name", "");
    if (Sizes.bytes(name) > LONGEST_NAME) {
      errors.invalidText(Path.of("metadata", "name"), name, "must be no more than 52 characters");
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    spec(now.mapOrEmpty("spec"), old.mapOrEmpty("spec"), errors);
  }

  private static void spec(MapValue spec, @Nullable MapValue before, FieldErrors errors) {
    schedule(spec, before, errors);
    Numbers.nonNegative(spec, "startingDeadlineSeconds", SPEC, errors);
    timeZone(spec, before, errors);
    concurrency(spec, errors);
    jobTemplate(spec.mapOrEmpty("jobTemplate").mapOrEmpty("spec"), errors);
    Numbers.nonNegative(spec, "successfulJobsHistoryLimit", SPEC, errors);
    Numbers.nonNegative(spec, "failedJobsHistoryLimit", SPEC, errors);
  }

  private static void schedule(MapValue spec, @Nullable MapValue before, FieldErrors errors) {
    Path at = SPEC.child("schedule");
    String schedule = spec.text("schedule", "");
    if (schedule.isEmpty()) {
      errors.required(at);
      return;
    }
    String fault = CronSchedule.fault(schedule);
    if (fault != null) {
      errors.invalidText(at, schedule, fault);
    }
    boolean was = before != null && CronSchedule.namesZone(before.text("schedule", ""));
    if (CronSchedule.namesZone(schedule) && !was) {
      errors.invalidText(
          at, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
    }
  }

  private static void timeZone(MapValue spec, @Nullable MapValue before, FieldErrors errors) {
    String zone = spec.text("timeZone");
    if (zone == null || (before != null && zone.equals(before.text("timeZone")))) {
      return;
    }
    Path at = SPEC.child("timeZone");
    if (zone.isEmpty()) {
      errors.invalidText(at, zone, "timeZone must be nil or non-empty string");
      return;
    }
    if (zone.equalsIgnoreCase("Local")) {
      errors.invalidText(
          at,
          zone,
          "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
    }
    String fault = zone.equals("Local") ? null : TimeZones.fault(zone);
    if (fault != null) {
      errors.invalidText(at, zone, fault);
    }
  }

  private static void concurrency(MapValue spec, FieldErrors errors) {
    if (spec.text("concurrencyPolicy", "").isEmpty()) {
      errors.required(SPEC.child("concurrencyPolicy"));
    } else {
      Faults.oneOf(spec, "concurrencyPolicy", CONCURRENCY, SPEC, errors);
    }
  }

  private static void jobTemplate(MapValue job, FieldErrors errors) {
    JobSpecValidation.validate(job, JOB, errors);
    MapValue selector = job.map("selector");
    if (selector != null) {
      errors.invalid(
          JOB.child("selector"),
          TemplateSelector.shown(selector),
          "`selector` will be auto-generated");
    }
    if (job.flag("manualSelector")) {
      errors.notSupported(JOB.child("manualSelector"), "true", List.of("nil", "false"));
    }
  }
}
