using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Errors;

/// <summary>The door at which a call's texts become codes. What has not the form of one is refused, with a sentence.</summary>
public static class CallCodes
{
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: it has not six digits.</exception>
    public static DistrictCode ToDistrict(this string text) => DistrictCode.TryParse(text, out var district)
        ? district
        : throw Failure.Invalid(("district", "区划代码应为 6 位数字 / A district code has 6 digits"));

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: it is no statistics code.</exception>
    public static PlaceCode ToPlace(this string text) => PlaceCode.TryParse(text, out var place) ? place : throw NoPlace;

    public static Grpc.Core.RpcException NoPlace => Failure.Invalid(("place", "没有这个地方 / There is no such place"));
}
