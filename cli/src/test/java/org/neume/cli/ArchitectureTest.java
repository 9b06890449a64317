package org.neume.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Who may import whom")
class ArchitectureTest {
  private static final String[] FRAMEWORKS = {
    "io.quarkus..",
    "io.smallrye..",
    "org.eclipse.microprofile..",
    "jakarta..",
    "org.apache.kafka..",
    "kafka..",
    "org.apache.avro..",
  };

  /** Each part and the parts of ours that it may import: the table of the design. */
  private static final Map<String, List<String>> MAY_IMPORT =
      Map.of(
          "org.neume.schemas..", List.of(),
          "org.neume.stage..", List.of("org.neume.schemas.."),
          "org.neume.media..", List.of(),
          "org.neume.feature..", List.of("org.neume.schemas..", "org.neume.stage.."),
          "org.neume.inference..", List.of("org.neume.schemas..", "org.neume.stage.."),
          "org.neume.decoder..", List.of("org.neume.schemas..", "org.neume.stage.."),
          "org.neume.annotation..", List.of("org.neume.schemas.."),
          "org.neume.transcription..",
              List.of("org.neume.schemas..", "org.neume.stage..", "org.neume.annotation.."),
          "org.neume.gateway..",
              List.of(
                  "org.neume.schemas..",
                  "org.neume.stage..",
                  "org.neume.media..",
                  "org.neume.annotation.."),
          "org.neume.training..",
              List.of(
                  // The names of outputs, which the services read: no record and no Avro.
                  "org.neume.schemas",
                  "org.neume.media..",
                  "org.neume.annotation",
                  "org.neume.annotation.format..",
                  "org.neume.feature.signal..",
                  "org.neume.inference.model..",
                  "org.neume.decoder.decode..",
                  "org.neume.transcription.notes..",
                  "org.neume.transcription.score..",
                  "org.neume.transcription.export.."));

  /** Packages that are usable as libraries by anyone with a jar. */
  private static final List<String> PURE =
      List.of(
          "org.neume.stage",
          "org.neume.media..",
          "org.neume.feature.signal..",
          "org.neume.inference.model..",
          "org.neume.decoder.decode..",
          "org.neume.transcription.notes..",
          "org.neume.transcription.score..",
          "org.neume.transcription.export..",
          "org.neume.training..",
          "org.neume.annotation..",
          "org.neume.cli.table..",
          "org.neume.cli.demo..");

  private static JavaClasses classes;

  @BeforeAll
  static void readAllClassesOnce() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.neume");
  }

  @Test
  void everyPartIsSeen() {
    for (String part : MAY_IMPORT.keySet()) {
      String name = part.replace("..", "");
      assertThat(classes.stream().filter(c -> c.getPackageName().startsWith(name)))
          .as(part)
          .isNotEmpty();
    }
  }

  @TestFactory
  List<DynamicTest> noPartImportsBeyondItsRow() {
    List<DynamicTest> tests = new ArrayList<>();
    MAY_IMPORT.forEach(
        (part, allowed) ->
            tests.add(
                DynamicTest.dynamicTest(
                    part + " imports of ours only " + allowed, () -> row(part, allowed))));
    return tests;
  }

  @TestFactory
  List<DynamicTest> purePackagesKnowNoFramework() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String pure : PURE) {
      ArchRule rule =
          noClasses()
              .that()
              .resideInAPackage(pure)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(FRAMEWORKS);
      tests.add(DynamicTest.dynamicTest(pure + " is plain Java", () -> rule.check(classes)));
    }
    return tests;
  }

  @Test
  void onlyOneClassTouchesTheInternalsOfTheBroker() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.neume.cli.broker.EmbeddedBroker")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "kafka..",
            "org.apache.kafka.server..",
            "org.apache.kafka.metadata..",
            "org.apache.kafka.raft..")
        .check(classes);
  }

  @Test
  void theTrainingThatNetworksShareKnowsNoneOfThem() {
    noClasses()
        .that()
        .resideInAPackage("org.neume.training.train..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.neume.training.beats..",
            "org.neume.training.notes..",
            "org.neume.training.data..",
            "org.neume.training.recipe..")
        .check(classes);
  }

  private static void row(String part, List<String> allowed) {
    List<String> forbidden =
        new ArrayList<>(
            List.of(
                "org.neume.schemas..",
                "org.neume.stage..",
                "org.neume.media..",
                "org.neume.feature..",
                "org.neume.inference..",
                "org.neume.annotation..",
                "org.neume.decoder..",
                "org.neume.transcription..",
                "org.neume.training..",
                "org.neume.cli.."));
    forbidden.remove(part);
    noClasses()
        .that()
        .resideInAPackage(part)
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                    forbidden.toArray(String[]::new))
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                            allowed.toArray(String[]::new)))))
        .check(classes);
  }
}
