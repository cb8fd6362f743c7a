package org.gatepost;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/** The walls between the faces as Kubernetes is told of them. */
class ManifestsTest {
    private static final Path BASE = Path.of("k8s", "base");
    private static final Set<String> FACES = Set.of("console", "publisher", "front", "migrator");
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of("v1/Namespace", Namespace.class, "v1/Service",
            Service.class, "v1/PersistentVolumeClaim", PersistentVolumeClaim.class, "apps/v1/Deployment", Deployment.class,
            "batch/v1/Job", Job.class, "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget",
            PodDisruptionBudget.class);

    private final ObjectMapper strict = strict();
    private final JsonNode kustomization = read(BASE.resolve("kustomization.yaml")).get(0);
    private final List<HasMetadata> manifests = manifests();

    @Test
    void aMisspeltPropertyIsRefused() {
        assertThrows(IOException.class,
                () -> strict.readValue("{spec: {template: {spec: {automountServiceAccountTokens: false}}}}",
                        Deployment.class));
        assertThrows(IOException.class, () -> strict.readValue("{kind: Deployment, kind: Deployment}", Deployment.class));
    }

    @Test
    void everyFileIsListedAndEveryListedFileIsThere() throws IOException {
        var listed = new TreeSet<String>(Set.of("kustomization.yaml"));
        kustomization.get("resources").forEach(resource -> listed.add(resource.asText()));
        for (String generator : List.of("configMapGenerator", "secretGenerator")) {
            kustomization.get(generator).forEach(one -> one.get("envs").forEach(file -> listed.add(file.asText())));
        }
        try (Stream<Path> files = Files.list(BASE)) {
            assertEquals(listed, new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
        }
    }

    @Test
    void everyFaceIsAWorkloadOfItsOwn() {
        assertEquals(FACES, pods().keySet());
        pods().forEach((name, pod) -> {
            assertEquals(1, pod.getSpec().getContainers().size(), name);
            assertEquals(name, environment(container(pod)).get("GATEPOST_FACES"));
        });
    }

    @Test
    void everyPodIsRestricted() {
        pods().forEach((name, pod) -> {
            var spec = pod.getSpec();
            var container = container(pod);
            assertAll(name, () -> assertEquals(false, spec.getAutomountServiceAccountToken()),
                    () -> assertEquals(true, spec.getSecurityContext().getRunAsNonRoot()),
                    () -> assertEquals("RuntimeDefault", spec.getSecurityContext().getSeccompProfile().getType()),
                    () -> assertEquals(false, container.getSecurityContext().getAllowPrivilegeEscalation()),
                    () -> assertEquals(true, container.getSecurityContext().getReadOnlyRootFilesystem()),
                    () -> assertEquals(List.of("ALL"), container.getSecurityContext().getCapabilities().getDrop()),
                    () -> assertTrue(container.getSecurityContext().getCapabilities().getAdd().isEmpty()),
                    () -> assertTrue(container.getSecurityContext().getPrivileged() == null),
                    () -> assertTrue(spec.getHostNetwork() == null && spec.getHostPID() == null && spec.getHostIPC() == null),
                    () -> assertTrue(spec.getVolumes().stream().noneMatch(volume -> volume.getHostPath() != null)),
                    () -> assertNotNull(container.getResources().getLimits().get("memory")),
                    () -> assertNotNull(container.getResources().getRequests().get("cpu")));
        });
        var namespace = of(Namespace.class).findFirst().orElseThrow();
        assertEquals("restricted", namespace.getMetadata().getLabels().get("pod-security.kubernetes.io/enforce"));
    }

    @Test
    void whatServesIsProbedOnTheManagementPort() {
        of(Deployment.class).forEach(deployment -> {
            Container container = container(deployment.getSpec().getTemplate());
            String name = deployment.getMetadata().getName();
            for (var probe : List.of(container.getStartupProbe(), container.getReadinessProbe(),
                    container.getLivenessProbe())) {
                assertEquals("management", probe.getHttpGet().getPort().getStrVal(), name);
            }
        });
    }

    @Test
    void theFrontHoldsNoSecretAndReadsTheStoreOnly() {
        PodTemplateSpec front = pods().get("front");
        assertTrue(secrets(front).isEmpty());
        assertEquals(Set.of("front"), configMaps(front));
        assertEquals(Set.of("GATEPOST_SNAPSHOT_VERIFICATION_KEYS"), keys("configMapGenerator", "front"));
        assertTrue(environment(container(front)).keySet().stream()
                .noneMatch(key -> key.contains("DATABASE") || key.contains("OIDC")));
        Volume store = front.getSpec().getVolumes().stream().filter(volume -> volume.getPersistentVolumeClaim() != null)
                .findFirst()
                .orElseThrow();
        assertEquals(true, store.getPersistentVolumeClaim().getReadOnly());
        assertTrue(container(front).getVolumeMounts().stream().filter(mount -> mount.getName().equals(store.getName()))
                .allMatch(mount -> Boolean.TRUE.equals(mount.getReadOnly())));
    }

    @Test
    void everySecretIsUsedByExactlyOneWorkload() {
        var users = new HashMap<String, List<String>>();
        kustomization.get("secretGenerator").forEach(secret -> users.put(secret.get("name").asText(), new ArrayList<>()));
        pods().forEach((name, pod) -> secrets(pod).forEach(secret -> {
            assertTrue(users.containsKey(secret), name + " uses a secret that nobody makes: " + secret);
            users.get(secret).add(name);
        }));
        users.forEach((secret, by) -> assertEquals(List.of(secret), by));
    }

    @Test
    void noFaceIsGivenACredentialOfAnother() {
        assertEquals(
                Set.of("GATEPOST_DATABASE_MIGRATOR_PASSWORD", "GATEPOST_SECURITY_CONTEXT_KEY", "GATEPOST_MIGRATOR_FOUNDERS"),
                keys("secretGenerator", "migrator"));
        assertEquals(Set.of("GATEPOST_DATABASE_RESPONDER_PASSWORD", "GATEPOST_DATABASE_CLEARED_PASSWORD",
                "GATEPOST_DATABASE_GATE_PASSWORD", "GATEPOST_SECURITY_CONTEXT_KEY", "GATEPOST_OIDC_SECRET",
                "GATEPOST_OIDC_ENCRYPTION_SECRET"), keys("secretGenerator", "console"));
        assertEquals(Set.of("GATEPOST_DATABASE_READER_PASSWORD", "GATEPOST_SNAPSHOT_SIGNING_KEY"),
                keys("secretGenerator", "publisher"));
    }

    @Test
    void theStoreIsWrittenByThePublisherAlone() {
        var mounted = new TreeMap<String, Boolean>();
        pods().forEach((name, pod) -> pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .forEach(volume -> mounted.put(name, pod.getSpec().getContainers().stream()
                        .flatMap(container -> container.getVolumeMounts().stream())
                        .anyMatch(mount -> mount.getName().equals(volume.getName())
                                && !Boolean.TRUE.equals(mount.getReadOnly())))));
        // The console reads it, to look at the page with a reader's eyes.
        assertEquals(Map.of("console", false, "front", false, "publisher", true), mounted);
    }

    @Test
    void nobodyTalksToAnybodyUnlessItIsSaid() {
        NetworkPolicy nothing = policy("nothing");
        assertTrue(nothing.getSpec().getPodSelector().getMatchLabels().isEmpty());
        assertTrue(nothing.getSpec().getPodSelector().getMatchExpressions().isEmpty());
        assertEquals(Set.of("Ingress", "Egress"), Set.copyOf(nothing.getSpec().getPolicyTypes()));
        assertTrue(nothing.getSpec().getIngress().isEmpty() && nothing.getSpec().getEgress().isEmpty());
    }

    @Test
    void theFrontReachesNothing() {
        of(NetworkPolicy.class).filter(policy -> selects(policy, "front"))
                .forEach(policy -> assertTrue(policy.getSpec().getEgress().isEmpty(), policy.getMetadata().getName()));
        // That the rule above looks at something: the console's ways out are seen by the same means.
        assertTrue(of(NetworkPolicy.class).filter(policy -> selects(policy, "console"))
                .anyMatch(policy -> !policy.getSpec().getEgress().isEmpty()));
    }

    @Test
    void noRuleIsOpenToEverybody() {
        of(NetworkPolicy.class).forEach(policy -> {
            String name = policy.getMetadata().getName();
            policy.getSpec().getIngress().forEach(rule -> {
                assertFalse(rule.getFrom().isEmpty() || rule.getPorts().isEmpty(), name);
                rule.getFrom().forEach(peer -> assertFalse(peer.getNamespaceSelector().getMatchLabels().isEmpty(), name));
            });
            policy.getSpec().getEgress().forEach(rule -> {
                assertFalse(rule.getTo().isEmpty() || rule.getPorts().isEmpty(), name);
                rule.getTo().forEach(peer -> assertFalse(peer.getNamespaceSelector().getMatchLabels().isEmpty(), name));
            });
        });
    }

    @Test
    void thePageOutlivesANodeAndADrain() {
        var front = of(Deployment.class).filter(deployment -> deployment.getMetadata().getName().equals("front")).findFirst()
                .orElseThrow();
        assertFalse(front.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().isEmpty());
        var budget = of(PodDisruptionBudget.class).findFirst().orElseThrow();
        assertTrue(budget.getSpec().getMinAvailable().getIntVal() < front.getSpec().getReplicas());
        assertEquals(front.getSpec().getSelector().getMatchLabels(), budget.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void kustomizeRendersIt() throws IOException, InterruptedException {
        boolean isThere = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(part -> Files.isExecutable(Path.of(part, "kubectl")));
        assertTrue(isThere || !"true".equals(System.getenv("CI")), "There is no kubectl: install kubernetes-client.");
        assumeTrue(isThere, "There is no kubectl, so nobody has rendered the manifests.");
        var process = new ProcessBuilder("kubectl", "kustomize", BASE.toString()).redirectErrorStream(true).start();
        String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), rendered);

        var kinds = new TreeMap<String, Integer>();
        for (JsonNode node : trees(rendered)) {
            kinds.merge(node.get("kind").asText(), 1, Integer::sum);
            if (!node.get("kind").asText().equals("Namespace")) {
                assertEquals("gatepost", node.get("metadata").get("namespace").asText(), node.get("metadata").toString());
            }
        }
        assertEquals(3, kinds.get("Deployment"));
        assertEquals(3, kinds.get("Secret"));
        // Generated names end with a hash of what is in them; each has to be put wherever it is used.
        assertFalse(rendered.contains("name: console.secret"), rendered);
        assertTrue(rendered.matches("(?s).*secretRef:\\s+name: console-[a-z0-9]{10}\\s.*"), rendered);
    }

    private NetworkPolicy policy(String name) {
        return of(NetworkPolicy.class).filter(policy -> policy.getMetadata().getName().equals(name)).findFirst().orElseThrow();
    }

    private static boolean selects(NetworkPolicy policy, String face) {
        var selector = policy.getSpec().getPodSelector();
        String key = "app.kubernetes.io/name";
        boolean byLabel = selector.getMatchLabels().getOrDefault(key, face).equals(face);
        return byLabel && selector.getMatchExpressions().stream().allMatch(expression -> expression.getKey().equals(key)
                && expression.getOperator().equals("In") && expression.getValues().contains(face));
    }

    private Map<String, PodTemplateSpec> pods() {
        var pods = new TreeMap<String, PodTemplateSpec>();
        of(Deployment.class)
                .forEach(deployment -> pods.put(deployment.getMetadata().getName(), deployment.getSpec().getTemplate()));
        of(Job.class).forEach(job -> pods.put(job.getMetadata().getName(), job.getSpec().getTemplate()));
        return pods;
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().get(0);
    }

    private static Map<String, String> environment(Container container) {
        var environment = new HashMap<String, String>();
        container.getEnv().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        return environment;
    }

    /** Every way in which a pod can come to a secret. */
    private static Set<String> secrets(PodTemplateSpec pod) {
        var secrets = new HashSet<String>();
        Container container = container(pod);
        container.getEnvFrom().stream().map(EnvFromSource::getSecretRef).filter(secret -> secret != null)
                .forEach(secret -> secrets.add(secret.getName()));
        container.getEnv().stream().filter(variable -> variable.getValueFrom() != null)
                .filter(variable -> variable.getValueFrom().getSecretKeyRef() != null)
                .forEach(variable -> secrets.add(variable.getValueFrom().getSecretKeyRef().getName()));
        for (Volume volume : pod.getSpec().getVolumes()) {
            assertTrue(volume.getProjected() == null && volume.getCsi() == null,
                    "a kind of volume that this test cannot judge");
            if (volume.getSecret() != null) {
                secrets.add(volume.getSecret().getSecretName());
            }
        }
        return secrets;
    }

    private static Set<String> configMaps(PodTemplateSpec pod) {
        var names = new HashSet<String>();
        container(pod).getEnvFrom().stream().map(EnvFromSource::getConfigMapRef).filter(map -> map != null)
                .forEach(map -> names.add(map.getName()));
        return names;
    }

    private Set<String> keys(String generator, String name) {
        var keys = new HashSet<String>();
        for (JsonNode one : kustomization.get(generator)) {
            if (one.get("name").asText().equals(name)) {
                one.get("envs")
                        .forEach(file -> lines(BASE.resolve(file.asText())).forEach(line -> keys.add(line.split("=")[0])));
            }
        }
        return keys;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private <T extends HasMetadata> Stream<T> of(Class<T> kind) {
        return manifests.stream().filter(kind::isInstance).map(kind::cast);
    }

    private List<HasMetadata> manifests() {
        var all = new ArrayList<HasMetadata>();
        for (JsonNode resource : kustomization.get("resources")) {
            for (JsonNode node : read(BASE.resolve(resource.asText()))) {
                String kind = node.get("apiVersion").asText() + "/" + node.get("kind").asText();
                Class<? extends HasMetadata> type = KINDS.get(kind);
                assertNotNull(type, "a kind that this test does not know: " + kind);
                try {
                    all.add(strict.treeToValue(node, type));
                } catch (IOException e) {
                    throw new AssertionError(resource.asText(), e);
                }
            }
        }
        return all;
    }

    private List<JsonNode> read(Path file) {
        try {
            return trees(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private List<JsonNode> trees(String yaml) throws IOException {
        try (var documents = strict.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        }
    }

    /** The Kubernetes classes keep whatever they do not know in a bag; without the bag it is an error. */
    private static ObjectMapper strict() {
        var mapper = new ObjectMapper(new YAMLFactory());
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            private static final long serialVersionUID = 1;

            @Override
            public Boolean hasAnySetter(Annotated annotated) {
                return false;
            }

            @Override
            public com.fasterxml.jackson.annotation.JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config,
                    Annotated annotated) {
                return com.fasterxml.jackson.annotation.JsonIgnoreProperties.Value.empty();
            }
        });
        return mapper;
    }
}
