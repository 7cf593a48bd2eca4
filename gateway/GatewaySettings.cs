namespace OpsCenter.Gateway;

/// <summary>Where the gateway listens: configuration, section <c>Gateway</c>.</summary>
public sealed record GatewaySettings
{
    /// <summary>Address to listen on: <c>localhost</c> (this machine only), <c>*</c> (all), or an IP address.</summary>
    public string Address { get; init; } = "localhost";

    /// <summary>HTTP/1.1: pages, gRPC-Web, REST, <c>/metrics</c>, <c>/healthz</c>.</summary>
    public int HttpPort { get; init; } = 8080;

    /// <summary>HTTP/2 without TLS (with TLS when a certificate is set): gRPC.</summary>
    public int GrpcPort { get; init; } = 8081;

    /// <summary>PKCS #12 file; when set, both ports speak TLS.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Of that file.</summary>
    public string? CertificatePassword { get; init; }

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public GatewaySettings Validated()
    {
        if (HttpPort is < 1 or > 65535) throw new ArgumentException($"Gateway:HttpPort must be 1-65535, not {HttpPort}.");
        if (GrpcPort is < 1 or > 65535) throw new ArgumentException($"Gateway:GrpcPort must be 1-65535, not {GrpcPort}.");
        if (GrpcPort == HttpPort) throw new ArgumentException($"Gateway:HttpPort and Gateway:GrpcPort must differ; both are {HttpPort}.");
        if (CertificateFile is not null && !File.Exists(CertificateFile))
            throw new ArgumentException($"Gateway:CertificateFile: there is no file {CertificateFile}.");
        if (Address is not ("localhost" or "*") && !System.Net.IPAddress.TryParse(Address, out _))
            throw new ArgumentException($"Gateway:Address must be localhost, * or an IP address, not '{Address}'.");
        return this;
    }
}
