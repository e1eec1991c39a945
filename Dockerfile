# The sample application as an image. It takes the jar as it was built:
#
#   ./mvnw -q -DskipTests package && docker build -t bootcluster-sample .
#
# Run it with an init (docker run --init; compose.yaml does): as process 1, the primary takes TERM and ends its workers
# like anywhere else, but no Java reaps processes that others left behind.
ARG JAVA=25

# 1. What workers start from: a copy of the jar, the same extracted, and a start archive trained on it. Both stages
#    must use the same Java in the same place, or the archive does not fit.
FROM eclipse-temurin:${JAVA}-jre AS prepared
# Also read by "train": an archive belongs to the arguments of its JVM. The primary needs little memory; sizes and the
# choice of this collector are the primary's own and do not reach the workers.
ENV JDK_JAVA_OPTIONS="-Xmx64m -XX:+UseSerialGC" \
    BOOTCLUSTER_RELEASE_DIRECTORY=/app/releases
WORKDIR /app
COPY sample-app/target/sample-app.jar app.jar
RUN java -jar app.jar --bootcluster.command=train

# Sorted by how often it changes, as Boot's own layers are, but in the places in which the archive knows it: libraries
# that have a version for ever, each behind a link from the release, whose directory is named after the jar's content;
# and the rest, with libraries that are snapshots. The release's copy of the jar is the same file as the jar, which
# nobody overwrites in an image: a hard link saves its size.
RUN set -eu; release=$(dirname releases/*/extracted); \
    mkdir dependencies; \
    for library in "$release"/extracted/lib/*.jar; do \
        case $library in *-SNAPSHOT.jar) continue ;; esac; \
        mv "$library" dependencies/; \
        ln -s "/app/dependencies/${library##*/}" "$library"; \
    done; \
    ln -f "$release/app.jar" app.jar; \
    mkdir -p /layers/dependencies /layers/application; \
    mv dependencies /layers/dependencies/; \
    mv app.jar releases /layers/application/

# 2. What runs.
FROM eclipse-temurin:${JAVA}-jre
RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app --create-home app
WORKDIR /app
# A change of the application's code changes nothing up to here and in this layer.
COPY --from=prepared --chown=10001:10001 /layers/dependencies/ ./
COPY --from=prepared --chown=10001:10001 /layers/application/ ./
ENV JDK_JAVA_OPTIONS="-Xmx64m -XX:+UseSerialGC" \
    BOOTCLUSTER_RELEASE_DIRECTORY=/app/releases
USER app
EXPOSE 8080
# No shell around it: TERM reaches the primary, which drains and ends with 0.
ENTRYPOINT ["java", "-jar", "/app/app.jar"]
